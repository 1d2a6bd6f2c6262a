"""Pages of an addressee in time: versions, any day as known on any day, and the household then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from juminzei.apps.addressees.forms import BothTimesForm
from juminzei.apps.addressees.models import NUMBERED_HERE, Addressee, AddresseeKind
from juminzei.apps.addressees.selectors.household_page import household_on
from juminzei.apps.addressees.selectors.identity_page import end_of
from juminzei.apps.addressees.selectors.protection import read_settled
from juminzei.apps.addressees.selectors.version_history import changes, state_on
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.addressees.selectors.protection import Withheld

    Read = Callable[[Addressee, date, datetime | None, Withheld], dict[str, object]]


@require_GET
def addressee_history(request: HttpRequest, number: int) -> HttpResponse:
    """Show every version with what it changed, and what was so on a day as known on a day."""
    return _page(request, number, "addressees/history.html", _history)


@require_GET
def addressee_household(request: HttpRequest, number: int) -> HttpResponse:
    """Show with whom somebody lived on a day, as known on a day."""
    return _page(request, number, "addressees/household.html", _household)


def _history(
    one: Addressee, day: date, known_at: datetime | None, withheld: Withheld
) -> dict[str, object]:
    hide = one.number in withheld
    found = state_on(one.number, day=day, known_at=known_at, hide_places=hide)
    return {
        "changes": changes(one.number, hide_places=hide),
        "state": found,
        "hidden": hide,
        "correctable": one.kind in NUMBERED_HERE and one.merged_into_id is None,
    }


def _household(
    one: Addressee, day: date, known_at: datetime | None, withheld: Withheld
) -> dict[str, object]:
    found = household_on(one.number, day=day, known_at=known_at, withheld=withheld)
    return {"household": found, "hidden": one.number in withheld}


def _page(request: HttpRequest, number: int, template: str, read: Read) -> HttpResponse:
    """Answer with what ``read`` finds for the two days in the address; neither is personal."""
    at = now()
    actor = acting(request, "person.view", at=at)
    one = get_object_or_404(Addressee, pk=number)
    form = BothTimesForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    day, known = given.get("true_on") or at.date(), given.get("known_on")
    known_at = end_of(known) if known else None
    found = read_settled(at.date(), lambda withheld: read(one, day, known_at, withheld))
    audit.record(
        action="addressees.person.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{number:010d}",
        details={"true_on": day.isoformat(), "known_on": known.isoformat() if known else ""},
    )
    context = {
        "one": one,
        "kind_label": AddresseeKind(one.kind).label,
        "form": form,
        "day": day,
        "known": known,
        **found,
    }
    return render(request, template, context, status=200 if form.is_valid() else 422)
