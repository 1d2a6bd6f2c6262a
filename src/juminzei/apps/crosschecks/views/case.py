"""One case: why, who, which documents, what to do, what was done, and letters about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.crosschecks.check_rules import KINDS, SEVERITIES, checks
from juminzei.apps.crosschecks.forms import AnswerForm, LetterForm, WorkForm
from juminzei.apps.crosschecks.models import Case, CaseState
from juminzei.apps.crosschecks.selectors.cases import documents_of, people_of
from juminzei.apps.crosschecks.services.enter_answer import ANSWER, enter_answer
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.apps.crosschecks.services.work_on_cases import WORK, work_on_case
from juminzei.apps.crosschecks.services.write_letter import (
    REPORTS,
    WRITE,
    AskedCity,
    write_letter,
)
from juminzei.base.wareki import wareki_text
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django.http import HttpRequest

VIEW = "crosschecks.view"
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def crosscheck_case(request: HttpRequest, check_case_id: int) -> HttpResponse:
    """Show one case."""
    acting(request, VIEW, at=now())
    case = _case(check_case_id)
    return _page(request, case, WorkForm(auto_id="work_%s"), _letter_form(case))


@require_POST
def crosscheck_case_enter(request: HttpRequest, check_case_id: int) -> HttpResponse:
    """Enter how far a case has come."""
    at = now()
    actor = acting(request, WORK, at=at)
    case = _case(check_case_id)
    form = WorkForm(request.POST, auto_id="work_%s")
    if not form.is_valid():
        return _page(request, case, form, _letter_form(case), status=UNPROCESSABLE)
    try:
        work_on_case(case_id=case.pk, **form.cleaned_data, actor=actor, at=at)
    except CrosschecksRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, case, form, _letter_form(case), status=CONFLICT)
    messages.success(request, "処理を登録しました。")
    return redirect("crosscheck_case", case.pk)


@require_POST
def crosscheck_letter(request: HttpRequest, check_case_id: int) -> HttpResponse:
    """Hand out a letter about a case."""
    at = now()
    actor = acting(request, WRITE, at=at)
    case = _case(check_case_id)
    form = _letter_form(case, request)
    if not form.is_valid():
        return _page(request, case, WorkForm(auto_id="work_%s"), form, status=UNPROCESSABLE)
    given = form.cleaned_data
    try:
        letter, pdf = write_letter(
            case_id=case.pk,
            kind=given["kind"],
            to=int(given["to"]),
            reply_by=given["reply_by"],
            actor=actor,
            at=at,
            city=AskedCity(given["municipality"], given["city_name"].strip()),
        )
    except CrosschecksRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, case, WorkForm(auto_id="work_%s"), form, status=CONFLICT)
    headers = {"Content-Disposition": f'attachment; filename="crosscheck-{letter.pk}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_POST
def crosscheck_answer(request: HttpRequest, check_case_id: int) -> HttpResponse:
    """Enter what came back to a letter."""
    at = now()
    actor = acting(request, ANSWER, at=at)
    case = _case(check_case_id)
    form = _answer_form(case, request)
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            enter_answer(**form.cleaned_data, actor=actor, at=at)
        except CrosschecksRefusedError as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
        else:
            messages.success(request, "回答を登録しました。処理の結果も登録してください。")
            return redirect("crosscheck_case", case.pk)
    work = WorkForm(auto_id="work_%s")
    return _page(request, case, work, _letter_form(case), answer=form, status=status)


def _answer_form(case: Case, request: HttpRequest | None = None) -> AnswerForm:
    letters = [
        (str(one.pk), f"{one.get_kind_display()}（{wareki_text(localtime(one.made_at).date())}）")
        for one in case.letters.order_by("-pk")
    ]
    given = request.POST if request else None
    return AnswerForm(given, auto_id="answer_%s", letters=letters)


def _case(check_case_id: int) -> Case:
    case = Case.objects.select_related("document", "last_run").filter(pk=check_case_id).first()
    if case is None:
        raise Http404
    return case


def _letter_form(case: Case, request: HttpRequest | None = None) -> LetterForm:
    """Return the form of a letter to the case's people and the payers of its reports."""
    people = [(str(one.number), f"{one.role} {one.number:010d}") for one in people_of(case)]
    payers = [
        (str(one.pk), f"支払者 {one.payer_name}（資料 {one.document_number}）")
        for one in documents_of(case)
        if one.kind in REPORTS and (one.addressee_id or case.addressee_id is None)
    ]
    check = checks().get(case.check_id)
    initial = {"kind": check.letter if check else ""}
    given = request.POST if request else None
    return LetterForm(given, auto_id="letter_%s", initial=initial, choices=[*people, *payers])


def _page(
    request: HttpRequest,
    case: Case,
    work: WorkForm,
    letter: LetterForm,
    *,
    answer: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    at = now()
    actor = acting(request, VIEW, at=at)
    with transaction.atomic():
        if case.addressee_id:
            count_person(actor, case.addressee_id, at=at)
        audit.record(
            action="crosschecks.case.viewed",
            actor=actor,
            at=at,
            subject_kind="addressee",
            subject_id=f"{case.addressee_id or 0:010d}",
            details={"case": case.pk, "check": case.check_id},
        )
    check = checks().get(case.check_id)
    open_case = case.state != CaseState.GONE
    answer = answer or _answer_form(case)
    wrong = [form for form in (work, letter, answer) if form.errors]
    letters = case.letters.select_related("made_by").prefetch_related("answers__entered_by")
    context = {
        "case": case,
        "check": check,
        "kind": KINDS[check.kind] if check else "",
        "severity": SEVERITIES[check.severity] if check else "",
        "people": people_of(case),
        "documents": documents_of(case),
        "events": case.events.select_related("entered_by").order_by("pk"),
        "letters": letters.order_by("pk"),
        "form": wrong[0] if wrong else work,
        "work": work if open_case and allowed(actor, WORK, on=at.date()) else None,
        "answer": answer
        if case.letters.exists() and allowed(actor, ANSWER, on=at.date())
        else None,
        "letter": letter if open_case and allowed(actor, WRITE, on=at.date()) else None,
    }
    return render(request, "crosschecks/case.html", context, status=status)
