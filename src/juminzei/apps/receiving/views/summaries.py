"""総括表 against their details: the worklist, one summary, a clerk's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.receiving.forms import SummaryDecisionForm, SummaryFilterForm
from juminzei.apps.receiving.models import SummaryOutcome, SummarySheet
from juminzei.apps.receiving.selectors.employers import employer_of
from juminzei.apps.receiving.selectors.summary_checks import (
    check_of,
    summary_checks,
    summary_years,
)
from juminzei.apps.receiving.services.decide_summary import decide_summary
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.tables import SummaryTable
from juminzei.apps.receiving.views.looks import note_list
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

VIEW, DECIDE = "employers.view", "documents.import"
UNPROCESSABLE, CONFLICT = 422, 409
DIFFERS = {"open", "held"}


@require_GET
def summary_list(request: HttpRequest) -> HttpResponse:
    """Show the summaries of a year that differ, or others."""
    at = now()
    actor = acting(request, VIEW, at=at)
    years = summary_years()
    first = {"year": years[0] if years else at.year, "state": "differs"}
    form = SummaryFilterForm({**first, **request.GET.dict()})
    checks = []
    if form.is_valid():
        wanted = form.cleaned_data["state"]
        states = DIFFERS if wanted == "differs" else {wanted}
        found = summary_checks(form.cleaned_data["year"])
        checks = [one for one in found if not wanted or one.state in states]
    context = listed(request, checks, SummaryTable)
    note_list(actor, at, "summaries", context)
    return render(request, "receiving/summaries.html", {**context, "form": form})


@require_GET
def summary(request: HttpRequest, summary_id: int) -> HttpResponse:
    """Show one summary beside the counts of its details."""
    return _page(request, summary_id)


@require_POST
def summary_decide(request: HttpRequest, summary_id: int) -> HttpResponse:
    """Hold or accept a difference."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    form = SummaryDecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, summary_id, form, status=UNPROCESSABLE)
    try:
        decide_summary(
            summary_id,
            outcome=SummaryOutcome(form.cleaned_data["outcome"]),
            reason=form.cleaned_data["reason"],
            seen=request.POST.get("seen", ""),
            actor=actor,
            at=at,
        )
    except ReceivingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, summary_id, form, status=CONFLICT)
    messages.success(request, "判断を記録しました。")
    return redirect("summary_list")


def _page(
    request: HttpRequest,
    summary_id: int,
    form: SummaryDecisionForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    at = now()
    actor = acting(request, VIEW, at=at)
    sheet = SummarySheet.objects.filter(pk=summary_id).first()
    if sheet is None:
        raise Http404
    audit.record(
        action="receiving.summary.viewed",
        actor=actor,
        at=at,
        subject_kind="employer_summary",
        subject_id=str(sheet.pk),
    )
    check = check_of(sheet)
    differs = check is not None and check.state != "agrees"
    context = {
        "sheet": sheet,
        "check": check,
        "employer": employer_of(sheet.collector_number, sheet.corporate_number, sheet.name),
        "decisions": sheet.decisions.select_related("decided_by").order_by("-pk"),
        "form": form or SummaryDecisionForm(),
        "failed": form,
        "may_decide": differs and allowed(actor, DECIDE, on=at.date()),
    }
    return render(request, "receiving/summary.html", context, status=status)
