"""One person's letters: who receives what on a day, and everything that was arranged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import cluster, protected
from juminzei.apps.correspondence.forms import DayForm
from juminzei.apps.correspondence.models import Kind
from juminzei.apps.correspondence.precedence import ALL, ranks, taxes
from juminzei.apps.correspondence.recipient import address_text
from juminzei.apps.correspondence.selectors.arrangements import arranged_for
from juminzei.apps.correspondence.selectors.recipients import recipients
from juminzei.apps.correspondence.selectors.returned import returned_letters
from juminzei.apps.correspondence.tables import settled_in_words
from juminzei.apps.correspondence.views.person import viewed
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.correspondence.models import Arrangement
    from juminzei.apps.correspondence.recipient import Recipient
    from juminzei.platform.staff.models import StaffMember

VIEW, PROTECTED_VIEW = "correspondence.view", "address.protected.view"


@dataclass(frozen=True, slots=True)
class Row:
    """One version of an entry, as the page shows it."""

    one: Arrangement
    tax: str
    address: str
    hidden: bool
    newest: bool
    state: tuple[str, str]


@require_GET
def recipients_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show who receives a person's letters; ``?on=`` is another day than today."""
    at = now()
    actor = acting(request, VIEW, at=at)
    return _page(request, number, actor, at, show=False)


@require_POST
def recipients_address(request: HttpRequest, number: int) -> HttpResponse:
    """Show the same with the addresses of the protected, this once, to whom may see them."""
    at = now()
    actor = acting(request, PROTECTED_VIEW, at=at)
    acting(request, VIEW, at=at)  # the whole page is shown, not the addresses alone
    audit.record(
        action="correspondence.recipients.address_shown",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(number),
    )
    return _page(request, number, actor, at, show=True)


def _page(
    request: HttpRequest, number: int, actor: StaffMember, at: datetime, *, show: bool
) -> HttpResponse:
    person = viewed(number, actor, at)
    form = DayForm(request.GET)
    on = (form.cleaned_data["on"] if form.is_valid() else None) or at.date()
    hidden: Collection[int] = () if show else protected(at.date())
    received = [
        (name, to, _hides(to, hidden))
        for tax, name in taxes().items()
        if tax != ALL
        for to in [recipients([number], tax=tax, on=on)[number]]
    ]
    letters = (
        returned_letters().filter(addressee_id__in=cluster(number)).order_by("-returned_on", "-pk")
    )
    context = {
        "person": person,
        "protected": number in protected(at.date()),
        "form": form,
        "on": on,
        "received": received,
        "rows": _rows(number, on, hidden),
        "letters": [(letter, *settled_in_words(letter)) for letter in letters],
        "order": [(kind.label, rank) for kind, rank in ranks().items()],
        "shown": show,
    }
    return render(request, "correspondence/recipients.html", context)


def _hides(to: Recipient, hidden: Collection[int]) -> bool:
    """Return whether the address is of somebody protected: the receiver's, or written for one."""
    return to.receiver in hidden or to.person in hidden


def _rows(number: int, on: date, hidden: Collection[int]) -> list[Row]:
    rows, seen = [], set()
    for one in arranged_for(*cluster(number)):
        newest = (one.addressee_id, one.entry) not in seen
        seen.add((one.addressee_id, one.entry))
        rows.append(
            Row(
                one=one,
                tax=taxes().get(one.tax, one.tax),
                address=address_text(one) if one.kind == Kind.SENDING_ADDRESS else "",
                hidden=not {number, one.connected_id}.isdisjoint(hidden),
                newest=newest,
                state=_state(one, on) if newest else ("旧い版", "plain"),
            )
        )
    return rows


def _state(one: Arrangement, on: date) -> tuple[str, str]:
    if one.valid_until is not None and one.valid_until < one.valid_from:
        return "取消", "plain"
    if one.valid_until is not None and one.valid_until < on:
        return "終了", "plain"
    return ("有効", "good") if one.valid_from <= on else ("開始前", "warning")
