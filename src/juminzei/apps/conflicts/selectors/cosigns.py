"""What was asked of supervisors, what waits, and what is open for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.conflicts.models import CosignDecision, CosignRequest
from juminzei.apps.conflicts.selectors.closeness import close_among, is_one_person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.db.models import QuerySet

    from juminzei.platform.staff.models import StaffMember


def requests() -> QuerySet[CosignRequest]:
    """Return every request, with who asked and what was decided; the oldest first."""
    people = ("staff_member", "decision", "decision__decided_by")
    return CosignRequest.objects.select_related(*people).order_by("pk")


def open_requests() -> QuerySet[CosignRequest]:
    """Return the requests that wait for a supervisor."""
    return requests().filter(decision=None)


def waits(member: StaffMember, number: int) -> bool:
    """Return whether ``member`` asked for the person already, and nobody decided."""
    return open_requests().filter(staff_member=member, addressee=number).exists()


def cosigned(member: StaffMember, numbers: Collection[int], *, at: datetime) -> dict[int, int]:
    """Return which of ``numbers`` are open for ``member`` at the moment, by whose request."""
    open_now = CosignDecision.objects.filter(
        request__staff_member=member,
        request__addressee__in=numbers,
        granted=True,
        valid_until__gt=at,
    )
    return dict(open_now.values_list("request__addressee", "request").order_by("pk"))


def may_decide(member: StaffMember, request: CosignRequest, *, at: datetime) -> bool:
    """Return whether ``member`` is neither who asked nor close to the person."""
    number = request.addressee_id
    return not is_one_person(member, request.staff_member) and not close_among(
        member, [number], at=at
    )
