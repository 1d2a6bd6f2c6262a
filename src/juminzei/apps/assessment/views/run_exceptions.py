"""The lists of people to look at before a run is fixed, one for each reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from juminzei.apps.assessment.models import AssessmentRun
from juminzei.apps.assessment.selectors.run_exceptions import REASONS, exceptional
from juminzei.apps.assessment.services.run_totals import EXCEPTIONS
from juminzei.apps.assessment.tables import ExceptionTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ORDERS = ("addressee_id", "document_count", "aggregate_income", "total")


@require_GET
def run_exceptions(request: HttpRequest, run_id: int, reason: str) -> HttpResponse:
    """Show who is behind one of a run's counts."""
    at = now()
    actor = acting(request, "person.view", at=at)
    run = get_object_or_404(AssessmentRun, pk=run_id)
    if reason not in REASONS:
        raise Http404
    people = exceptional(run, reason).select_related("addressee")
    context = listed(request, people, ExceptionTable, orders=ORDERS)
    page = context["page"]
    audit.record(
        action="assessment.exceptions.viewed",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={"reason": reason, "page": page.number, "found": page.paginator.count},
    )
    return render(
        request,
        "assessment/run_exceptions.html",
        {**context, "run": run, "words": EXCEPTIONS[reason]},
    )
