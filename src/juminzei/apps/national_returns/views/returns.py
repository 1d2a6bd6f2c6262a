"""One return: its forms beside its image, what became of it, and what is entered from the image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.addressees.api import read_settled
from juminzei.apps.national_returns.forms.entry_forms import EntryForm
from juminzei.apps.national_returns.forms.list_forms import ForwardForm
from juminzei.apps.national_returns.models import Forwarding, StagedReturn, StagedState
from juminzei.apps.national_returns.selectors.entry_boxes import label_of
from juminzei.apps.national_returns.selectors.return_lists import others_of_person
from juminzei.apps.national_returns.selectors.stored_content import read_back
from juminzei.apps.national_returns.services.enter_from_image import (
    ENTER,
    WAITING,
    agreed_values,
    differing,
    enter_from_image,
    finish_entry,
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
from juminzei.platform.staff.second_person import same_person

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
    return _page(request, _staged(national_id), actor, at, ForwardForm())


@require_POST
def national_print(request: HttpRequest, national_id: int) -> HttpResponse:
    """Show a return alone, for a paper copy that says who made it and when."""
    at = now()
    actor = acting(request, PRINT, at=at)
    staged = _staged(national_id)
    context = _told(staged, actor, at)
    _record("national_returns.return.printed", staged, actor, at)
    return render(request, "national_returns/print.html", {**context, "at": at, "actor": actor})


@require_http_methods(["GET", "POST"])
def national_enter(request: HttpRequest, national_id: int) -> HttpResponse:
    """Enter what only the image shows; the second time without seeing the first."""
    at = now()
    actor = acting(request, ENTER, at=at)
    staged = _staged(national_id)
    passes = list(staged.passes.order_by("number"))
    only = differing(passes)
    form = EntryForm(staged, request.POST or None, only=only)
    status = 200
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if only:
            same = {k: v for k, v in passes[0].values.items() if k not in only}
            told = {**same, **told}
        try:
            entered = enter_from_image(staged_id=staged.pk, values=told, actor=actor, at=at)
        except ReturnsRefusedError as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
        else:
            messages.success(request, _words(entered.number, entered))
            return redirect("national_return", national_id)
    elif request.method == "POST":
        status = UNPROCESSABLE
    if staged.image_set is not None:
        _record("national_returns.return.viewed", staged, actor, at)
    context = {
        "staged": staged,
        "form": form,
        "number": len(passes) + 1,
        "differing": [label_of(name) for name in only],
        "waits": staged.state in WAITING and agreed_values(passes) is None,
        "own": any(same_person(actor, one.entered_by) for one in passes),
    }
    return render(request, "national_returns/enter.html", context, status=status)


@require_POST
def national_finish(request: HttpRequest, national_id: int) -> HttpResponse:
    """Complete a return on which two agree, now that its person is known."""
    at = now()
    actor = acting(request, ENTER, at=at)
    staged = _staged(national_id)
    try:
        done = finish_entry(staged_id=staged.pk, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        words = (
            "申告を確定しました。"
            if done
            else "本人がまだ特定されていません。照合で特定してください。"
        )
        (messages.success if done else messages.warning)(request, words)
    return redirect("national_return", national_id)


@require_POST
def national_forward(request: HttpRequest, national_id: int) -> HttpResponse:
    """Decide that a return goes to another municipality."""
    at = now()
    actor = acting(request, FORWARD, at=at)
    staged = _staged(national_id)
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


def _words(number: int, entered: object) -> str:
    differ = getattr(entered, "differing", ())
    if getattr(entered, "completed", False):
        return "入力を確定し、課税資料にしました。"
    if getattr(entered, "agreed", False):
        return "入力が一致しました。本人の特定の後に確定してください。"
    if differ:
        return f"{len(differ)}か所が1回目と違います。別の職員が画像で確かめてください。"
    return f"{number}回目の入力を受け付けました。別の職員がもう一度入力してください。"


def _staged(national_id: int) -> StagedReturn:
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
    _record("national_returns.return.viewed", staged, actor, at)
    passes = list(staged.passes.select_related("entered_by").order_by("number"))
    context |= {
        "form": form,
        "others": others_of_person(staged),
        "passes": passes,
        "gone": staged.state in {StagedState.FORWARDED, StagedState.ERASED},
        "waits": staged.state in WAITING,
        "ready": staged.state in WAITING and agreed_values(passes) is not None,
        "may_forward": staged.state in OPEN,
        "forwarding": Forwarding.objects.filter(staged=staged).first(),
    }
    return render(request, "national_returns/return.html", context, status=status)


def _record(action: str, staged: StagedReturn, actor: StaffMember, at: datetime) -> None:
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
