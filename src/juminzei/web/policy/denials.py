"""Who was refused again and again on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.policy.denials import ALERT_AT, alerts
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FUNCTION = "denials.view"
PER_PAGE = 50


@require_GET
def denials(request: HttpRequest) -> HttpResponse:
    """Show the alerts, the newest first, each leading to its acts in the record."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    page = Paginator(alerts(), PER_PAGE).get_page(request.GET.get("page"))
    audit.record(
        action="policy.denials.viewed",
        actor=actor,
        at=at,
        function=FUNCTION,
        subject_kind="policy",
        details={"page": page.number, "found": page.paginator.count},
    )
    return render(request, "web/policy/denials.html", {"page": page, "limit": ALERT_AT})
