"""扶養是正 and 更正: reported to the tax office, answered, taken over by two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.national_returns.forms.agency_forms import (
    AgencyFilterForm,
    AgencyReportForm,
    AnswerForm,
    CorrectionForm,
)
from juminzei.apps.national_returns.models import (
    AgencyReport,
    ReturnCorrection,
    StagedReturn,
    StagedState,
)
from juminzei.apps.national_returns.selectors.agency import overdue, undecided, unreported
from juminzei.apps.national_returns.selectors.changed_boxes import changed_boxes
from juminzei.apps.national_returns.selectors.stored_content import read_back
from juminzei.apps.national_returns.services.correct_return import (
    DECIDE,
    propose_correction,
    rule_on_correction,
)
from juminzei.apps.national_returns.services.corrected_boxes import BOXES, SPOUSE
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.services.report_to_agency import (
    AGENCY,
    enter_answer,
    report_to_agency,
)
from juminzei.apps.national_returns.tables import AgencyTable
from juminzei.apps.national_returns.views.lists import CONFLICT, UNPROCESSABLE
from juminzei.base.yen_text import yen_text
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from datetime import datetime

    from django.forms import Form
    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember

ORDERS = ("-id", "reply_by", "reported_at", "staged_id", "found")
TOO_LARGE = 2**63


@require_GET
def national_agency(request: HttpRequest) -> HttpResponse:
    """Show what was reported to the tax office, and what waits to be."""
    at = now()
    actor = _acting(request, at)
    return _list(request, actor, at, AgencyReportForm(initial={"tax_year": at.year}))


@require_POST
def national_agency_report(request: HttpRequest) -> HttpResponse:
    """Report all denied claims of a year that were not, and hand out the file."""
    at = now()
    actor = acting(request, AGENCY, at=at)
    form = AgencyReportForm(request.POST)
    if not form.is_valid():
        return _list(request, actor, at, form, status=UNPROCESSABLE)
    try:
        content = report_to_agency(**form.cleaned_data, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _list(request, actor, at, form, status=CONFLICT)
    name = f"fuyo-zesei-shinkoku-{form.cleaned_data['tax_year']}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
def national_agency_return(request: HttpRequest, national_id: int) -> HttpResponse:
    """Show the reports and corrections of one return."""
    at = now()
    actor = _acting(request, at)
    return _page(request, _staged(national_id), actor, at)


@require_POST
def national_agency_answer(request: HttpRequest, national_id: int) -> HttpResponse:
    """Enter what the tax office answered, where there is no change to enter."""
    at = now()
    actor = acting(request, AGENCY, at=at)
    staged = _staged(national_id)
    form = AnswerForm(_choices(staged), request.POST)
    if not form.is_valid():
        return _page(request, staged, actor, at, answer=form, status=UNPROCESSABLE)
    try:
        enter_answer(**form.cleaned_data, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, staged, actor, at, answer=form, status=CONFLICT)
    messages.success(request, "税務署の回答を登録しました。")
    return redirect("national_agency_return", national_id)


@require_POST
def national_agency_propose(request: HttpRequest, national_id: int) -> HttpResponse:
    """Enter what the tax office changed, for another person to decide."""
    at = now()
    actor = acting(request, AGENCY, at=at)
    staged = _staged(national_id)
    form = CorrectionForm(read_back(staged.content), request.POST)
    if not form.is_valid():
        return _page(request, staged, actor, at, correction=form, status=UNPROCESSABLE)
    told = form.cleaned_data
    try:
        propose_correction(
            staged_id=staged.pk,
            kind=told["kind"],
            decided_on=told["decided_on"],
            notice_number=told["notice_number"],
            amounts=form.amounts(),
            struck=form.struck(),
            spouse_struck=bool(told.get("spouse")),
            actor=actor,
            at=at,
        )
    except ReturnsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, staged, actor, at, correction=form, status=CONFLICT)
    messages.success(request, "更正・修正を起案しました。別の職員が決定します。")
    return redirect("national_agency_return", national_id)


@require_POST
def national_agency_decide(request: HttpRequest, national_id: int) -> HttpResponse:
    """Let the correction of a return take effect, or not."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    staged = _staged(national_id)
    waiting = undecided().filter(staged=staged).first()
    granted = request.POST.get("outcome") == "grant"
    try:
        rule_on_correction(
            correction_id=waiting.pk if waiting else 0, granted=granted, actor=actor, at=at
        )
    except ReturnsRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        words = "承認しました。課税資料を差し替えました。" if granted else "却下しました。"
        messages.success(request, words)
    return redirect("national_agency_return", national_id)


def _acting(request: HttpRequest, at: datetime) -> StaffMember:
    try:
        return acting(request, AGENCY, at=at)
    except NotPermittedError:
        return acting(request, DECIDE, at=at)


def _staged(national_id: int) -> StagedReturn:
    rows = StagedReturn.objects.select_related("document", "newer")
    staged = rows.filter(pk=national_id).first() if national_id < TOO_LARGE else None
    if staged is None:
        raise Http404
    return staged


def _choices(staged: StagedReturn) -> list[tuple[int, str]]:
    rows = staged.reports.filter(answer=None).order_by("pk")
    return [(one.pk, f"{one.pk} {one.found}") for one in rows]


def _list(
    request: HttpRequest,
    actor: StaffMember,
    at: datetime,
    form: AgencyReportForm,
    *,
    status: int = 200,
) -> HttpResponse:
    rows = AgencyReport.objects.select_related("staged", "answer")
    asked = AgencyFilterForm(request.GET or None)
    told = asked.cleaned_data if asked.is_valid() else {}
    if told.get("tax_year"):
        rows = rows.filter(staged__tax_year=told["tax_year"])
    if told.get("state") == "overdue":
        rows = rows.filter(pk__in=overdue(at.date()).values("pk"))
    elif told.get("state"):
        rows = rows.filter(answer__isnull=told["state"] == "open")
    context = listed(request, rows, AgencyTable, orders=ORDERS)
    audit.record(
        action="national_returns.agency.viewed",
        actor=actor,
        at=at,
        details={"found": context["page"].paginator.count},
    )
    context |= {
        "form": form,
        "asked": asked,
        "waiting": len(unreported(at.year)),
        "late": overdue(at.date()).count(),
        "year": at.year,
        "undecided": list(undecided().order_by("pk")),
    }
    return render(request, "national_returns/agency.html", context, status=status)


def _page(
    request: HttpRequest,
    staged: StagedReturn,
    actor: StaffMember,
    at: datetime,
    *,
    answer: Form | None = None,
    correction: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    number = staged.document.addressee_id if staged.document else None
    if number is not None:
        count_person(actor, number, at=at)
    about = ("addressee", f"{number:010d}") if number else ("staged_return", str(staged.pk))
    audit.record(
        action="national_returns.agency.return.viewed",
        actor=actor,
        at=at,
        subject_kind=about[0],
        subject_id=about[1],
        details={"return": staged.pk, "tax_year": staged.tax_year},
    )
    choices = _choices(staged)
    corrections = staged.agency_corrections.select_related("proposed_by", "ruling__ruled_by")
    waiting = undecided().filter(staged=staged).first()
    newer = staged.newer if staged.state == StagedState.SUPERSEDED else None
    content = read_back(staged.content)
    context = {
        "staged": staged,
        "reports": staged.reports.select_related("reported_by", "answer").order_by("pk"),
        "answer": answer
        or (AnswerForm(choices, came_on=at.date() if newer else None) if choices else None),
        "newer": newer,
        "changed": changed_boxes(content, read_back(newer.content)) if newer else [],
        "correction": correction or CorrectionForm(content),
        "corrections": [(one, _lines(one)) for one in corrections.order_by("pk")],
        "waiting": waiting,
        "own": waiting is not None and same_person(actor, waiting.proposed_by),
        "failed": [form for form in (answer, correction) if form is not None],
    }
    return render(request, "national_returns/agency_return.html", context, status=status)


def _lines(made: ReturnCorrection) -> list[str]:
    """Return what a correction changes, in words without names."""
    words = []
    for name, change in made.changes.items():
        if isinstance(change, list):
            label = BOXES.get(name, "配偶者の合計所得金額")
            words.append(f"{label} {yen_text(change[0])} → {yen_text(change[1])}")
        elif name == SPOUSE:
            words.append("配偶者を外す")
        else:
            words.append(f"親族{name.partition('.')[2]}を外す")
    return words
