"""How far the record of acts is verified, sealed and archived, and verifying it now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.oversight.selectors.record_search import line
from juminzei.apps.oversight.tables import CheckpointTable
from juminzei.platform.audit import overseen
from juminzei.platform.audit import services as audit
from juminzei.platform.audit.anchoring import second_place
from juminzei.platform.audit.models import AuditRecord, Checkpoint, CheckpointCopy, SigningKey
from juminzei.platform.audit.removal import state
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.audit.verification import Verified
    from juminzei.platform.staff.models import StaffMember

FUNCTION = "audit.verify"
PER_PAGE = 50
AT_MOST = 500_000
"""Records that a page verifies while somebody waits: a few seconds' worth."""
LAST = 5


@require_GET
def verification(request: HttpRequest) -> HttpResponse:
    """Show the last verifications, the checkpoints, the keys and the archives."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    audit.record(action="oversight.verification.viewed", actor=actor, at=at)
    return _page(request, actor, at)


@require_POST
def verify_now(request: HttpRequest) -> HttpResponse:
    """Verify what came after the checkpoint from which a page can, and name what is wrong."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    folder = second_place()
    saved = folder if folder and folder.is_dir() else None
    outcome = overseen.verify(since=_since(), saved=saved, actor=actor, at=at)
    return _page(request, actor, at, outcome)


def _since() -> Checkpoint | None:
    """Return the checkpoint after which there are few enough records, none if all are few."""
    newest = AuditRecord.objects.order_by("-sequence").values_list("sequence", flat=True).first()
    too_old = Checkpoint.objects.filter(tree_size__lte=(newest or 0) - AT_MOST)
    return too_old.order_by("-number").first()


def _page(
    request: HttpRequest, actor: StaffMember, at: datetime, outcome: Verified | None = None
) -> HttpResponse:
    copied = CheckpointCopy.objects.order_by("-number").values_list("number", flat=True).first()
    checkpoints = Checkpoint.objects.order_by("-number")
    page = Paginator(checkpoints, PER_PAGE).get_page(request.GET.get("page"))
    done = AuditRecord.objects.filter(action="audit.verified").order_by("-recorded_at", "-pk")
    context = {
        "outcome": outcome,
        "since": _since(),
        "second_place": second_place() is not None,
        "copied": copied or 0,
        "newest": checkpoints.first(),
        "table": CheckpointTable(list(page.object_list), copied=copied or 0),
        "page": page,
        "order": "",
        "verifications": [(line(one), _came_to(one)) for one in done[:LAST]],
        "keys": SigningKey.objects.order_by("from_number"),
        "archives": [(one, state(one)) for one, _state in overseen.archives(actor=actor, at=at)],
    }
    return render(request, "oversight/verification.html", context)


def _came_to(record: AuditRecord) -> str:
    """Say in words what a verification on record looked at and found."""
    told = json.loads(record.content)["details"]
    parts = (("操作記録", "records"), ("検証点", "checkpoints"), ("異常", "problems"))
    return "、".join(f"{name} {told[key]:,} 件" for name, key in parts if key in told)
