"""Letters that give something back to its sender: the list, a new one, one of them, its paper."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.receiving.models import LetterMatter, LetterStep, LetterWay
from juminzei.apps.receiving.selectors.letter_matters import matter_of
from juminzei.apps.receiving.selectors.sender_letters import (
    STATES,
    answering_files,
    letter_state,
    letters_in,
    sender_letters,
)
from juminzei.apps.receiving.sender_letter_forms import (
    LetterFilterForm,
    LetterForm,
    LetterStepForm,
)
from juminzei.apps.receiving.sender_letter_tables import SenderLetterTable
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.sender_letters import (
    GRANT,
    NEEDS,
    PREPARE,
    LetterEntry,
    address_hidden,
    letter_paper,
    prepare_letter,
    take_letter_step,
)
from juminzei.apps.receiving.views.looks import note_list
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.documents.exchange_rules import exchange_rules
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.apps.receiving.models import SenderLetter
    from juminzei.platform.staff.models import StaffMember

VIEW = "exchange.view"
UNPROCESSABLE, CONFLICT = 422, 409
ORDERS = ("-id", "id", "reply_by", "-reply_by", "matter")


@require_GET
def sender_letter_list(request: HttpRequest) -> HttpResponse:
    """Show the letters, and how many were not answered in time."""
    at = now()
    actor = acting(request, VIEW, at=at)
    form = LetterFilterForm(request.GET or None, auto_id="%s")
    asked = form.cleaned_data if form.is_valid() else {}
    rows = letters_in(asked.get("state", ""), at.date())
    if asked.get("number"):
        rows = rows.filter(pk=asked["number"])
    context = listed(request, rows, SenderLetterTable, orders=ORDERS)
    note_list(actor, at, "sender_letters", context)
    late = letters_in("late", at.date()).count()
    return render(request, "receiving/sender_letters.html", {**context, "form": form, "late": late})


@require_http_methods(["GET", "POST"])
def sender_letter_new(request: HttpRequest) -> HttpResponse:
    """Show what would be given back, and make the letter up once that was checked."""
    at = now()
    actor = acting(request, PREPARE, at=at)
    given = request.POST if request.method == "POST" else request.GET
    kind, key = given.get("matter", ""), given.get("key", "")
    if kind not in LetterMatter.values or not (key.isascii() and key.isdigit() and len(key) < 10):  # noqa: PLR2004 - as the form has it
        raise Http404
    matter = matter_of(LetterMatter(kind), int(key))
    if matter is None:
        raise Http404
    reply_by = at.date() + timedelta(days=exchange_rules().letter_days)
    employer = matter.employer.pk if matter.employer else None
    first = {"matter": kind, "key": key, "employer": employer, "reply_by": reply_by}
    first["receiver"] = "" if employer else matter.sender
    form = LetterForm(request.POST if request.method == "POST" else None, initial=first)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            entry = {**form.cleaned_data, "matter": LetterMatter(kind)}
            try:
                made = prepare_letter(LetterEntry(**entry), actor=actor, at=at)
            except ReceivingRefusedError as refusal:
                form.add_error(None, str(refusal))
                status = CONFLICT
            else:
                messages.success(
                    request, f"差戻し {made.pk} を作成しました。別の職員が承認します。"
                )
                return redirect("sender_letter", made.pk)
    context = {"matter": matter, "form": form}
    return render(request, "receiving/sender_letter_new.html", context, status=status)


@require_GET
def sender_letter(request: HttpRequest, sender_letter_id: int) -> HttpResponse:
    """Show one letter and what may be done with it."""
    return _page(request, sender_letter_id)


@require_POST
def sender_letter_step(request: HttpRequest, sender_letter_id: int) -> HttpResponse:
    """Take one step with a letter."""
    at = now()
    granting = request.POST.get("step", "") == LetterStep.GRANTED
    actor = acting(request, GRANT if granting else PREPARE, at=at)
    form = LetterStepForm(request.POST, auto_id="step_%s")
    if not form.is_valid():
        return _page(request, sender_letter_id, form, status=UNPROCESSABLE)
    given = form.cleaned_data
    step = LetterStep(given["step"])
    try:
        take_letter_step(
            sender_letter_id,
            step,
            way=LetterWay(given["way"]),
            note=given["note"],
            answer=given["answer"],
            actor=actor,
            at=at,
        )
    except ReceivingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, sender_letter_id, form, status=CONFLICT)
    messages.success(request, f"「{step.label}」を記録しました。")
    return redirect("sender_letter", sender_letter_id)


@require_POST
def sender_letter_paper(request: HttpRequest, sender_letter_id: int) -> HttpResponse:
    """Hand out the letter as PDF."""
    at = now()
    actor = acting(request, PREPARE, at=at)
    try:
        content = letter_paper(sender_letter_id, actor=actor, at=at)
    except ReceivingRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("sender_letter", sender_letter_id)
    headers = {"Content-Disposition": f'attachment; filename="sashimodoshi-{sender_letter_id}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _page(
    request: HttpRequest,
    sender_letter_id: int,
    form: LetterStepForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    at = now()
    actor = acting(request, VIEW, at=at)
    one = sender_letters().filter(pk=sender_letter_id).first()
    if one is None:
        raise Http404
    audit.record(
        action="receiving.letter.viewed",
        actor=actor,
        at=at,
        subject_kind="sender_letter",
        subject_id=str(one.pk),
    )
    state = letter_state(one)
    context = {
        "one": one,
        "state": STATES[state],
        "hidden": address_hidden(one, at.date()),
        "steps": one.steps.select_related("done_by", "answer").order_by("pk"),
        "failed": form,
        "next": _next(one, actor, at),
        "ways": [way for way in LetterWay.choices if way[0]],
        "answers": answering_files(one) if state == "sent" else [],
        "may_print": one.granted and not one.turned_down and allowed(actor, PREPARE, on=at.date()),
        "late": state == "sent" and one.reply_by < at.date(),
    }
    return render(request, "receiving/sender_letter.html", context, status=status)


def _next(one: SenderLetter, actor: StaffMember, at: datetime) -> list[tuple[str, str]]:
    """Return the steps that this member may take now."""
    done = {step for step in LetterStep if one.__dict__[step.value]}
    found = []
    for step, (before, not_before) in NEEDS.items():
        possible = step not in done and before <= done and not not_before & done
        own = step == LetterStep.GRANTED and same_person(actor, one.prepared_by)
        early = step == LetterStep.CLOSED and one.reply_by >= at.date()
        function = GRANT if step == LetterStep.GRANTED else PREPARE
        if possible and not own and not early and allowed(actor, function, on=at.date()):
            found.append((step.value, step.label))
    return found
