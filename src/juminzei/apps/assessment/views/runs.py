"""Runs of the initial assessment: watching, checking the figures, taking the two decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.assessment.models import RunState
from juminzei.apps.assessment.selectors.closing import in_the_way
from juminzei.apps.assessment.selectors.run_page import RunPage, run_page, runs
from juminzei.apps.assessment.selectors.stale import newest_check, stale_people
from juminzei.apps.assessment.selectors.tax_breakdown import law_warning
from juminzei.apps.assessment.services.fix_run import (
    DocumentsOpenError,
    LawChangedError,
    NotReviewedError,
    fix_run,
)
from juminzei.apps.assessment.services.review_run import (
    ControlTotalError,
    NotCalculatedYetError,
    review_run,
)
from juminzei.apps.assessment.services.stop_run import NotGoingError, stop_run
from juminzei.apps.assessment.views.run_figures import figures
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

STEPS = {
    # step: (function, the state in which it can be taken, what it is called, the service)
    "review": ("assess.review", RunState.CALCULATED, "確認済にする", review_run),
    "fix": ("assess.fix", RunState.REVIEWED, "確定する", fix_run),
}

NOT_NOW = (
    *(ControlTotalError, DocumentsOpenError, LawChangedError),
    *(NotCalculatedYetError, NotReviewedError),
)


@require_GET
def run_list(request: HttpRequest) -> HttpResponse:
    """Show every run."""
    acting(request, "run.view", at=now())
    return render(request, "assessment/runs.html", {"runs": runs()})


@require_GET
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show one run: progress, control totals, exceptions, what can be done next."""
    at = now()
    acting(request, "run.view", at=at)
    return render(request, "assessment/run.html", _context(_found(run_id, at)))


@require_GET
def run_progress(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show how far the run is; once it stands still the whole page is loaded anew."""
    at = now()
    acting(request, "run.view", at=at)
    page = _found(run_id, at)
    response = render(request, "assessment/progress.html", {"page": page})
    if not page.moving:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask the calculation to stop where it is."""
    at = now()
    actor = acting(request, "assess.run", at=at)
    try:
        stop_run(_found(run_id, at).run, actor=actor, at=at)
    except NotGoingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "計算の中断を指示しました。")
    return redirect("run", run_id=run_id)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, run_id: int, step: str) -> HttpResponse:
    """Show what a decision would mean, and take it when it is sent."""
    if step not in STEPS:
        raise Http404
    at = now()
    function, state, label, service = STEPS[step]
    actor = acting(request, function, at=at)
    page = _found(run_id, at)
    if page.run.state != state:
        messages.error(request, "この操作は、今の状態ではできません。状態を確かめてください。")
        return redirect("run", run_id=run_id)
    if request.method == "POST":
        try:
            service(page.run, actor=actor, at=at)
        except NOT_NOW as error:
            messages.error(request, str(error))
            return redirect("run", run_id=run_id)
        messages.success(request, f"当初賦課 {run_id} を{label.removesuffix('する')}しました。")
        return redirect("run", run_id=run_id)
    waiting = in_the_way(page.run.tax_year) if step == "fix" else []
    context = {**_context(page), "step": step, "label": label, "waiting": waiting}
    return render(request, "assessment/check.html", context)


def _context(page: RunPage) -> dict[str, object]:
    return {
        "page": page,
        "figures": figures(page.run),
        "check": newest_check(page.run),
        "old": stale_people(page.run).count(),
        "law_warning": law_warning(page.run.tax_year, settings.CONFIGURATION.ordinance),
    }


def _found(run_id: int, at: datetime) -> RunPage:
    page = run_page(run_id, at)
    if page is None:
        raise Http404
    return page
