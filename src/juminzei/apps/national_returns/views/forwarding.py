"""Returns that go on to other municipalities, and their trail."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.national_returns.models import Forwarding, StagedState
from juminzei.apps.national_returns.services.forward_returns import FORWARD, send_forwardings
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.views.lists import CONFLICT
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.documents.packing import packed
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import page_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember


@require_GET
def national_forwarding(request: HttpRequest) -> HttpResponse:
    """Show what waits, what is overdue and what was sent."""
    at = now()
    actor = acting(request, FORWARD, at=at)
    return _page(request, actor, at)


@require_POST
def national_forwarding_send(request: HttpRequest) -> HttpResponse:
    """Hand out the delivery for a municipality; our copy is erased in the same act."""
    at = now()
    actor = acting(request, FORWARD, at=at)
    municipality = request.POST.get("municipality", "")[:6]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "delivery"
        try:
            sent = send_forwardings(municipality=municipality, folder=place, actor=actor, at=at)
        except ReturnsRefusedError as refusal:
            return _page(request, actor, at, problem=str(refusal), status=CONFLICT)
        content = _zipped(place)
    headers = {"Content-Disposition": f'attachment; filename="{sent.delivery_id}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def _zipped(folder: Path) -> bytes:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return packed({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})


def _page(
    request: HttpRequest,
    actor: StaffMember,
    at: datetime,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = Forwarding.objects.select_related("staged").prefetch_related("steps__done_by")
    page = page_of(request, rows.order_by("-pk"))
    waiting = Forwarding.objects.filter(staged__state=StagedState.OUTSIDE)
    audit.record(
        action="national_returns.forwarding.viewed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count},
    )
    context = {
        "page": page,
        "waiting": sorted(set(waiting.values_list("municipality", flat=True))),
        "overdue": waiting.filter(due_on__lt=at.date()).count(),
        "today": at.date(),
        "problem": problem,
    }
    return render(request, "national_returns/forwarding.html", context, status=status)
