"""One return: its forms beside its image, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import read_settled
from juminzei.apps.national_returns.forms.list_forms import ForwardForm
from juminzei.apps.national_returns.models import Forwarding, StagedReturn, StagedState
from juminzei.apps.national_returns.selectors.entry_boxes import entry_names
from juminzei.apps.national_returns.selectors.return_lists import others_of_person
from juminzei.apps.national_returns.selectors.stored_content import read_back
from juminzei.apps.national_returns.services.enter_from_image import (
    WAITING,
    agreed_values,
)
from juminzei.apps.national_returns.services.forward_returns import (
    FORWARD,
    OPEN,
    decide_forwarding,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.views.lists import CONFLICT, UNPROCESSABLE, VIEW
from juminzei.formats.national_return_view import sheets
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

TOO_LARGE = 2**63
PRINT = "returns.print"


@require_GET
def national_return(request: HttpRequest, national_id: int) -> HttpResponse:
    """Show a return as the paper looks, its image beside it."""
    at = now()
    actor = acting(request, VIEW, at=at)
    return _page(request, staged_or_404(national_id), actor, at, ForwardForm())


@require_POST
def national_print(request: HttpRequest, national_id: int) -> HttpResponse:
    """Show a return alone, for a paper copy that says who made it and when."""
    at = now()
    actor = acting(request, PRINT, at=at)
    staged = staged_or_404(national_id)
    context = _told(staged, actor, at)
    record_of_return("national_returns.return.printed", staged, actor, at)
    return render(request, "national_returns/print.html", {**context, "at": at, "actor": actor})


@require_POST
def national_forward(request: HttpRequest, national_id: int) -> HttpResponse:
    """Decide that a return goes to another municipality."""
    at = now()
    actor = acting(request, FORWARD, at=at)
    staged = staged_or_404(national_id)
    form = ForwardForm(request.POST)
    if not form.is_valid():
        return _page(request, staged, actor, at, form, status=UNPROCESSABLE)
    try:
        decide_forwarding(staged_id=staged.pk, **form.cleaned_data, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, staged, actor, at, form, status=CONFLICT)
    messages.success(request, "回送待ちにしました。回送の一覧から送ってください。")
    return redirect("national_forwarding")


def staged_or_404(national_id: int) -> StagedReturn:
    """Return the return of an address.

    Raises:
        Http404: There is none.
    """
    rows = StagedReturn.objects.select_related("document", "delivery", "image_set", "newer")
    staged = rows.filter(pk=national_id).first() if national_id < TOO_LARGE else None
    if staged is None:
        raise Http404
    return staged


def _told(staged: StagedReturn, actor: StaffMember, at: datetime) -> dict[str, object]:
    """Return the forms of a return; addresses only of who is known and not protected."""
    number = staged.document.addressee_id if staged.document else None
    if number is not None:
        count_person(actor, number, at=at)
    one = read_back(staged.content)
    pages = list(one.pages())
    drawn = read_settled(
        at.date(),
        lambda hidden: sheets(
            pages, one.income_year, withhold_address=number is None or number in hidden
        ),
    )
    return {"staged": staged, "sheets": drawn, "number": number}


def _page(
    request: HttpRequest,
    staged: StagedReturn,
    actor: StaffMember,
    at: datetime,
    form: ForwardForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = _told(staged, actor, at)
    record_of_return("national_returns.return.viewed", staged, actor, at)
    passes = list(staged.passes.select_related("entered_by").order_by("number"))
    context |= {
        "form": form,
        "others": others_of_person(staged),
        "passes": passes,
        "gone": staged.state in {StagedState.FORWARDED, StagedState.ERASED},
        "waits": staged.state in WAITING,
        "may_ask": staged.state == StagedState.TAKEN and staged.image_set_id and not passes,
        "may_withdraw": staged.state == StagedState.ENTRY
        and not passes
        and not entry_names(staged),
        "ready": staged.state in WAITING and agreed_values(passes) is not None,
        "may_forward": staged.state in OPEN,
        "forwarding": Forwarding.objects.filter(staged=staged).first(),
    }
    return render(request, "national_returns/return.html", context, status=status)


def record_of_return(action: str, staged: StagedReturn, actor: StaffMember, at: datetime) -> None:
    """Write down that somebody did something with a return, about its person if known."""
    number = staged.document.addressee_id if staged.document else None
    about = ("addressee", f"{number:010d}") if number else ("staged_return", str(staged.pk))
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind=about[0],
        subject_id=about[1],
        details={"return": staged.pk, "tax_year": staged.tax_year},
    )
