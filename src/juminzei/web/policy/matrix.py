"""The matrix of a day, what changed between two, and both as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.policy import exported, shown
from juminzei.platform.policy.matrix import matrix
from juminzei.platform.policy.models import InstalledMatrix
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff.acting import acting
from juminzei.web.policy.documents import FUNCTION, handed_out
from juminzei.web.policy.forms import DaysForm
from juminzei.web.settings import CONFIGURATION

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpRequest, HttpResponse

EXPORTED = "policy.matrix.exported"


@require_GET
def policy(request: HttpRequest) -> HttpResponse:
    """Show the matrix of a day, and how it differs from another day's."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    form = DaysForm(request.GET)
    if not form.is_valid():
        return render(request, "web/policy/matrix.html", {"form": form}, status=422)
    on: date = form.cleaned_data["on"] or at.date()
    since: date | None = form.cleaned_data["since"]
    audit.record(
        action="policy.matrix.viewed",
        actor=actor,
        at=at,
        function=FUNCTION,
        subject_kind="policy",
        subject_id=on.isoformat(),
        details={"since": since.isoformat() if since else None},
    )
    context = {
        "form": form,
        "on": on,
        "since": since,
        "roles": Role.labels,
        "rows": shown.rows(on),
        "grants": [(Role(grant.role).label, grant) for grant in matrix().on(on).grants],
        "differences": shown.differences(since, on) if since else [],
        "ways": shown.shown_ways(),
        "versions": InstalledMatrix.objects.order_by("-number").defer("lines")[:50],
        "version_count": InstalledMatrix.objects.count(),
    }
    return render(request, "web/policy/matrix.html", context)


@require_GET
def policy_csv(request: HttpRequest) -> HttpResponse:
    """Hand out the matrix of a day as CSV."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    on = _day(request, at)
    return handed_out(exported.matrix_csv(on), f"matrix-{on}.csv", EXPORTED, actor, at)


@require_GET
def policy_document(request: HttpRequest) -> HttpResponse:
    """Hand out the matrix of a day as a document."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    on = _day(request, at)
    text = exported.matrix_markdown(on, CONFIGURATION.municipality_name)
    return handed_out(text, f"matrix-{on}.md", EXPORTED, actor, at)


def _day(request: HttpRequest, at: datetime) -> date:
    form = DaysForm(request.GET)
    day: date | None = form.cleaned_data["on"] if form.is_valid() else None
    return day or at.date()
