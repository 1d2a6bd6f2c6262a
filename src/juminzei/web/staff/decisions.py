"""A role that one person asked for, and another decides about, with before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.platform.clock import now
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.facts import member_facts, period, rehearsed
from juminzei.platform.staff.grants import decide_request
from juminzei.platform.staff.models import GrantRequest
from juminzei.platform.staff.refusal import StaffRefusedError

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

APPROVE = "staff.approve"


@require_GET
def grant_request(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Show what the approval would change."""
    at = now()
    return _page(request, grant_id, acting(request, APPROVE, at=at), at)


@require_POST
def grant_decide(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Approve or turn down."""
    at = now()
    actor = acting(request, APPROVE, at=at)
    approve = request.POST.get("approve") == "1"
    try:
        decide_request(request_id=grant_id, approve=approve, actor=actor, at=at)
    except StaffRefusedError as refusal:
        return _page(request, grant_id, actor, at, problem=str(refusal))
    messages.success(request, "承認しました。" if approve else "却下しました。")
    return redirect("staff_waiting")


def _page(
    request: HttpRequest, grant_id: int, actor: StaffMember, at: datetime, problem: str = ""
) -> HttpResponse:
    found = GrantRequest.objects.select_related("staff_member", "requested_by", "decided_by")
    asked = get_object_or_404(found, pk=grant_id)
    changes: list[tuple[str, str, str]] = []
    try:
        changes = rehearsed(
            lambda: decide_request(request_id=grant_id, approve=True, actor=actor, at=at),
            lambda: member_facts(asked.staff_member.staff_number, at),
        )
    except StaffRefusedError as refusal:
        problem = problem or str(refusal)
    context = {
        "asked": asked,
        "role": Role(asked.role).label,
        "period": period(asked.valid_from, asked.valid_until, asked.lapses_at),
        "changes": changes,
        "problem": problem,
        "own": actor.staff_number
        in {asked.requested_by.staff_number, asked.staff_member.staff_number},
    }
    return render(request, "web/staff/request.html", context, status=409 if problem else 200)
