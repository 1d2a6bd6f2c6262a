"""When somebody came in last, and from where, as the record has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.audit.models import AuditRecord

if TYPE_CHECKING:
    from django.db.models import QuerySet

ACTIONS = ("staff.signed_in", "staff.sign_in.failed")
SHOWN = 10


def last_sign_ins(staff_number: str) -> QuerySet[AuditRecord]:
    """Return the newest sign-ins of a member, those that failed included."""
    found = AuditRecord.objects.filter(staff_number=staff_number, action__in=ACTIONS)
    return found.order_by("-recorded_at")[:SHOWN]
