"""Failures to sign in: counted for each account, wherever they come from, until it rests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.models import StaffMember

if TYPE_CHECKING:
    from datetime import datetime

TRIES = 10
"""Failures in a row after which an account rests."""

REST = timedelta(minutes=30)
"""How long it rests."""


def resting(member: StaffMember, at: datetime) -> bool:
    """Return whether nobody comes in under this number now."""
    return member.rests_until is not None and at < member.rests_until


@transaction.atomic
def count_failure(member: StaffMember, at: datetime) -> int:
    """Count and record one failure, and return how many there were in a row."""
    locked = StaffMember.objects.select_for_update().get(pk=member.pk)
    locked.failed_sign_ins += 1
    if locked.failed_sign_ins % TRIES == 0:
        locked.rests_until = at + REST
    locked.save(update_fields=["failed_sign_ins", "rests_until"])
    audit.record(
        action="staff.sign_in.failed",
        actor=member,
        at=at,
        subject_kind="staff_member",
        subject_id=member.staff_number,
        details={"failures": locked.failed_sign_ins},
    )
    return locked.failed_sign_ins


def forget_failures(member: StaffMember) -> None:
    """Begin to count anew: somebody came in."""
    StaffMember.objects.filter(pk=member.pk).update(failed_sign_ins=0, rests_until=None)
