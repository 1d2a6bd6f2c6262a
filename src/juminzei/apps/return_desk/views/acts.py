"""What is done with a return besides typing: each one button of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from juminzei.apps.addressees.api import NUMBER_REFUSALS, identity
from juminzei.apps.assessment.api import HandedOverError
from juminzei.apps.images.api import ImageRefusedError
from juminzei.apps.return_desk.forms.return_forms import (
    AnswerForm,
    AttachForm,
    ConfirmationForm,
    ReasonForm,
)
from juminzei.apps.return_desk.models import NumberOutcome
from juminzei.apps.return_desk.selectors.return_outcome import return_outcome
from juminzei.apps.return_desk.selectors.returns import answered_of
from juminzei.apps.return_desk.services.attach import attach
from juminzei.apps.return_desk.services.confirm import confirm
from juminzei.apps.return_desk.services.finish import answer_warning, finish_return, obstacles
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import newest_entries
from juminzei.apps.return_desk.services.take_return import (
    TAKE,
    cancel_return,
    hold_return,
    reopen_return,
)
from juminzei.apps.return_desk.views.returns import found, page
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.documents.uploads import UploadRefusedError, accepted
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE, CONFLICT = 422, 409
STEPS = {"hold": hold_return, "reopen": reopen_return, "cancel": cancel_return}
MOST_BYTES = 20_000_000
PICTURES = ("png", "jpeg", "other")
"""TIFF begins in ways of its own, so that the images themselves tell it; others are refused."""


@require_POST
def desk_return_confirm(request: HttpRequest, return_id: int) -> HttpResponse:
    """Keep by which document somebody, their number or a proxy was confirmed."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    form = ConfirmationForm(request.POST, auto_id="confirm_%s")
    if not form.is_valid():
        return page(request, one, actor, at, confirm=form, status=UNPROCESSABLE)
    try:
        kept = confirm(return_id=return_id, **form.cleaned_data, actor=actor, at=at)
    except (DeskRefusedError, *NUMBER_REFUSALS) as refusal:
        form.add_error(None, str(refusal))
        return page(request, one, actor, at, confirm=form, status=CONFLICT)
    said = f"（{kept.get_number_outcome_display()}）" if kept.number_outcome else ""
    differs = kept.number_outcome == NumberOutcome.DIFFERS
    tell = messages.warning if differs else messages.success
    tell(request, f"{kept.get_what_display()}を記録しました{said}。")
    return redirect("desk_return", return_id)


@require_POST
def desk_return_step(request: HttpRequest, return_id: int) -> HttpResponse:
    """Put a return aside, open it again, or cancel it, with a reason."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    form = ReasonForm(request.POST, auto_id="reason_%s")
    step = STEPS.get(request.POST.get("step", ""))
    if not form.is_valid() or step is None:
        return page(request, one, actor, at, reason=form, status=UNPROCESSABLE)
    try:
        step(return_id=return_id, reason=form.cleaned_data["reason"], actor=actor, at=at)
    except (DeskRefusedError, HandedOverError) as refusal:
        form.add_error(None, str(refusal))
        return page(request, one, actor, at, reason=form, status=CONFLICT)
    messages.success(request, f"{found(return_id).get_state_display()}にしました。")
    return redirect("desk_return", return_id)


@require_POST
def desk_return_answer(request: HttpRequest, return_id: int) -> HttpResponse:
    """Keep why a warning may stand."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    form = AnswerForm(request.POST, auto_id="answer_%s")
    if not form.is_valid():
        return page(request, one, actor, at, answer=form, status=UNPROCESSABLE)
    try:
        answer_warning(return_id=return_id, **form.cleaned_data, actor=actor, at=at)
    except DeskRefusedError as refusal:
        form.add_error(None, str(refusal))
        return page(request, one, actor, at, answer=form, status=CONFLICT)
    messages.success(request, "警告を確認した理由を記録しました。")
    return redirect("desk_return", return_id)


@require_POST
def desk_return_attach(request: HttpRequest, return_id: int) -> HttpResponse:
    """Attach a scanned paper."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    form = AttachForm(request.POST, request.FILES, auto_id="attach_%s")
    if not form.is_valid():
        return page(request, one, actor, at, attach=form, status=UNPROCESSABLE)
    file = form.cleaned_data["file"]
    try:
        upload = accepted(file.name, file.read(), kinds=PICTURES, most_bytes=MOST_BYTES)
        attach(
            return_id=return_id,
            what=form.cleaned_data["what"],
            content=upload.content,
            actor=actor,
            at=at,
        )
    except (DeskRefusedError, UploadRefusedError, ImageRefusedError) as refusal:
        form.add_error(None, str(refusal))
        return page(request, one, actor, at, attach=form, status=CONFLICT)
    messages.success(request, "添付書類を登録しました。")
    return redirect("desk_return", return_id)


@require_http_methods(["GET", "POST"])
def desk_return_finish(request: HttpRequest, return_id: int) -> HttpResponse:
    """Show what is about to be finished, to be looked over; finish it when confirmed."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    problem = ""
    if request.method == "POST":
        try:
            finish_return(return_id=return_id, actor=actor, at=at)
        except (DeskRefusedError, HandedOverError) as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "完了しました。課税資料として引き渡しました。")
            return redirect("desk_return", return_id)
    who = identity(one.addressee_id, on=at.date())
    entries = newest_entries(one)
    outcome = return_outcome(
        one,
        entries,
        birth_on=who.birth_on if who else None,
        answered=answered_of(one),
    )
    audit.record(
        action="return_desk.return.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{one.addressee_id:010d}",
        details={"return": one.pk},
    )
    context = {
        "one": one,
        "who": who,
        "outcome": outcome,
        "obstacles": obstacles(one, outcome),
        "unconfirmed": entries.unconfirmed,
        "problem": problem,
    }
    status = CONFLICT if problem else 200
    return render(request, "return_desk/finish.html", context, status=status)
