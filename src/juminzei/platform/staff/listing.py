"""Lists of staff, for whoever manages them: by page, found by number, name or department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from juminzei.platform.staff.membership import roles_on
from juminzei.platform.staff.models import GrantRequest, StaffMember
from juminzei.platform.staff.services import in_service, require

if TYPE_CHECKING:
    from datetime import datetime

PAGE = 100


def staff_page(
    *, search: str, page: int, actor: StaffMember, at: datetime
) -> tuple[list[dict[str, Any]], int]:
    """Return one page of staff in the order of their numbers, and how many there are in all.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    found = StaffMember.objects.order_by("staff_number")
    if search:
        found = found.filter(
            Q(staff_number__contains=search)
            | Q(name__contains=search)
            | Q(department__contains=search)
        )
    begin = (max(page, 1) - 1) * PAGE
    rows = [
        {
            "number": member.staff_number,
            "name": member.name,
            "department": member.department,
            "from": member.valid_from.isoformat(),
            "until": member.valid_until.isoformat() if member.valid_until else "",
            "in_service": in_service(member, at.date()),
            "roles": " ".join(roles_on(member, at.date())),
        }
        for member in found[begin : begin + PAGE]
    ]
    return rows, found.count()


def waiting_requests() -> list[dict[str, Any]]:
    """Return the roles that were asked for and wait for another person, oldest first."""
    waiting = GrantRequest.objects.filter(decided_at__isnull=True).select_related(
        "staff_member", "requested_by"
    )
    return [
        {
            "request": request.pk,
            "number": request.staff_member.staff_number,
            "role": request.role,
            "from": request.valid_from.isoformat(),
            "requested_by": request.requested_by.staff_number,
        }
        for request in waiting.order_by("pk")
    ]
