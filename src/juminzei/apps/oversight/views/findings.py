"""The daily queue of abnormal access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.oversight.forms import FindingDecisionForm, FindingFilterForm
from juminzei.apps.oversight.models import InspectedDay, Outcome
from juminzei.apps.oversight.selectors.findings import findings, names_of, not_inspected, overdue
from juminzei.apps.oversight.services.decide_finding import FindingNotDecidedError, decide_finding
from juminzei.apps.oversight.services.inspect_days import inspect_days
from juminzei.apps.oversight.tables import FindingTable, rule_name
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import in_order, order_of, page_of
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.oversight.models import AccessFinding

ORDERS = ("day", "rule", "staff_number", "count")
REVIEW = "access.review"


@require_GET
def finding_list(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision, and what was decided."""
    at = now()
    actor = acting(request, "audit.view", at=at)
    form = FindingFilterForm({"state": "open", **request.GET.dict()})
    shown = _narrowed(form) if form.is_valid() else findings().none()
    order = order_of(request, FindingTable, ("-day", *ORDERS))
    page = page_of(request, in_order(shown, order))
    rows = list(page.object_list)
    audit.record(
        action="audit.findings.viewed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    context = {
        "form": form,
        "table": FindingTable(rows, names=names_of(row.staff_number for row in rows)),
        "page": page,
        "order": order,
        "waiting": not_inspected(at.date()),
        "newest": InspectedDay.objects.order_by("-day").first(),
        "overdue": overdue(at.date()),
        "may_review": allowed(actor, REVIEW, on=at.date()),
    }
    return render(request, "oversight/findings.html", context)


@require_GET
def finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Show one finding, with what was decided about it."""
    return _page(request, finding_id, FindingDecisionForm())


@require_POST
def finding_decide(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Enter a decision and return to those that wait."""
    at = now()
    actor = acting(request, REVIEW, at=at)
    form = FindingDecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, finding_id, form, status=422)
    outcome = Outcome(form.cleaned_data["outcome"])
    reason = form.cleaned_data["reason"]
    try:
        decide_finding(finding_id=finding_id, outcome=outcome, reason=reason, actor=actor, at=at)
    except FindingNotDecidedError as error:
        form.add_error(None, str(error))
        return _page(request, finding_id, form, status=409)
    messages.success(request, f"「{outcome.label}」と判断しました。")
    return redirect("finding_list")


@require_POST
def inspect(request: HttpRequest) -> HttpResponse:
    """Inspect the days that are over and return to the list."""
    at = now()
    actor = acting(request, REVIEW, at=at)
    days = inspect_days(actor=actor, at=at)
    found = sum(day.findings for day in days)
    messages.success(request, f"{len(days):,} 日分を点検し、{found:,} 件を検出しました。")
    return redirect("finding_list")


def _narrowed(form: FindingFilterForm) -> QuerySet[AccessFinding]:
    given, shown = form.cleaned_data, findings()
    if given["state"] in {"open", "decided"}:
        shown = shown.filter(decisions__isnull=given["state"] == "open").distinct()
    if given["rule"]:
        shown = shown.filter(rule=given["rule"])
    return shown.filter(staff_number=given["staff"]) if given["staff"] else shown


def _page(
    request: HttpRequest, finding_id: int, form: FindingDecisionForm, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, "audit.view", at=at)
    one = get_object_or_404(findings(), pk=finding_id)
    audit.record(
        action="audit.findings.viewed",
        actor=actor,
        at=at,
        subject_kind="access_finding",
        subject_id=str(one.pk),
    )
    context = {
        "form": form,
        "finding": one,
        "rule": rule_name(one.rule),
        "name": names_of([one.staff_number]).get(one.staff_number, ""),
        "decisions": one.decisions.select_related("decided_by").order_by("-pk"),
        "may_decide": allowed(actor, REVIEW, on=at.date())
        and not same_person(actor, one.staff_number),
    }
    return render(request, "oversight/finding.html", context, status=status)
