"""All checks with their cases, and running them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.assessment.api import newest_tax_year
from juminzei.apps.crosschecks.selectors.cases import check_lines, last_run, unfinished_run
from juminzei.apps.crosschecks.services.correction_report import REPORT, correction_report
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.apps.crosschecks.services.run_checks import RUN, ChecksNotDoneError, run_checks
from juminzei.kernel.law import LawError
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django.http import HttpRequest

VIEW = "crosschecks.view"


@require_GET
def crosscheck_list(request: HttpRequest) -> HttpResponse:
    """Show every check with the number of its cases."""
    at = now()
    actor = acting(request, VIEW, at=at)
    year = newest_tax_year(at)
    context = {
        "year": year,
        "lines": check_lines(year),
        "run": last_run(year),
        "unfinished": unfinished_run(year),
        "may_run": allowed(actor, RUN, on=at.date()),
        "may_report": allowed(actor, REPORT, on=at.date()),
    }
    return render(request, "crosschecks/checks.html", context)


@require_POST
def crosscheck_run(request: HttpRequest) -> HttpResponse:
    """Find out who the relatives are, run all checks and return to them."""
    at = now()
    actor = acting(request, RUN, at=at)
    year = newest_tax_year(at)
    try:
        run = run_checks(tax_year=year, actor=actor, at=at, clock=now)
    except (CrosschecksRefusedError, ChecksNotDoneError, LawError) as refusal:
        messages.error(request, str(refusal))
    else:
        counts = f"該当 {run.found:,} 件（新規 {run.new:,} 件、消滅 {run.gone:,} 件）"
        messages.success(request, f"チェックしました。{counts}。")
    return redirect("crosscheck_list")


@require_POST
def crosscheck_report(request: HttpRequest) -> HttpResponse:
    """Hand out what the tax office is told of denied deductions."""
    at = now()
    actor = acting(request, REPORT, at=at)
    year = newest_tax_year(at)
    content = correction_report(tax_year=year, actor=actor, at=at)
    headers = {"Content-Disposition": f'attachment; filename="fuyo-zesei-{year}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
