"""People whose result is not right any more: finding them, and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.assessment.models import AssessmentRun
from juminzei.apps.assessment.selectors.stale import newest_check, stale_people
from juminzei.apps.assessment.services.check_results import check_results
from juminzei.apps.assessment.services.closing_gate import DocumentsOpenError
from juminzei.apps.assessment.services.fix_run import LawChangedError
from juminzei.apps.assessment.services.recalculate_people import (
    NobodyToRecalculateError,
    recalculate_people,
)
from juminzei.apps.assessment.services.review_run import NotCalculatedYetError
from juminzei.apps.assessment.tables_of_stale import StaleTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ORDERS = ("addressee_id",)
DIGITS = 10
REFUSED = (*(DocumentsOpenError, LawChangedError, NobodyToRecalculateError, NotCalculatedYetError),)


@require_GET
def run_stale(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show whom the newest comparison named."""
    at = now()
    actor = acting(request, "person.view", at=at)
    run = get_object_or_404(AssessmentRun, pk=run_id)
    check = newest_check(run)
    people = stale_people(run).select_related("check_made__run")
    context = listed(request, people, StaleTable, orders=ORDERS)
    audit.record(
        action="assessment.results.viewed",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={"page": context["page"].number, "found": context["page"].paginator.count},
    )
    return render(request, "assessment/run_stale.html", {**context, "run": run, "check": check})


@require_POST
def run_stale_check(request: HttpRequest, run_id: int) -> HttpResponse:
    """Compare the run with what the documents come to now."""
    at = now()
    actor = acting(request, "assess.review", at=at)
    run = get_object_or_404(AssessmentRun, pk=run_id)
    try:
        check = check_results(run, actor=actor, at=at)
    except NotCalculatedYetError as error:
        messages.error(request, str(error))
        return redirect("run", run_id=run_id)
    if not check.people:
        messages.success(request, "計算のあとに結果が変わる人はいません。")
        return redirect("run", run_id=run_id)
    messages.warning(request, f"計算し直しが要る人が {check.people:,} 人います。")
    return redirect("run_stale", run_id=run_id)


@require_POST
def run_stale_recalculate(request: HttpRequest, run_id: int) -> HttpResponse:
    """Calculate the chosen people anew, or all who are on the list."""
    at = now()
    actor = acting(request, "assess.run", at=at)
    run = get_object_or_404(AssessmentRun, pk=run_id)
    try:
        done = recalculate_people(run, _chosen(request, run), actor=actor, at=at)
    except REFUSED as error:
        messages.error(request, str(error))
        return redirect("run_stale", run_id=run_id)
    messages.success(
        request, f"{len(done):,} 人を計算し直しました。当初賦課の内容をもう一度確認してください。"
    )
    return redirect("run", run_id=run_id)


def _chosen(request: HttpRequest, run: AssessmentRun) -> list[int]:
    """Return whom the page chose by their numbers; all of the list where it said so."""
    if request.POST.get("whom") == "all":
        return list(stale_people(run).values_list("addressee_id", flat=True))
    texts = request.POST.getlist("chosen")
    return [
        int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= DIGITS
    ]
