"""Signing in and out: by staff number and password, on days of service, each try recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.policy.circumstances import Circumstances
from juminzei.platform.staff.lockout import count_failure, resting
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import in_service

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

UNKNOWN = StaffMember(staff_number="-", name="（登録のない職員番号）")
"""Who failed to come in under a number that nobody has; what was typed is not kept."""


class InServiceBackend(BaseBackend):
    """Lets in who is in service today, and nobody a day longer.

    A wrong password, an unknown number, a member out of service and a resting
    account all give the same answer after the same work.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_other: object,
    ) -> StaffMember | None:
        """Return the member if the password is theirs and they may come in now."""
        del request
        at = now()
        member = StaffMember.objects.filter(staff_number=username or "").first()
        if member is None:
            make_password(password)  # the work of checking, so that the time tells nothing
            audit.record(action="staff.sign_in.failed", actor=UNKNOWN, at=at)
            return None
        member.circumstances = Circumstances(at=at)
        right = member.check_password(password or "")
        if right and in_service(member, at.date()) and not resting(member, at):
            return member
        count_failure(member, at)
        return None

    def get_user(self, user_id: int) -> StaffMember | None:
        """Return the member of a session, if they are still in service at this moment."""
        at = now()
        member = StaffMember.objects.filter(pk=user_id).first()
        if member is None:
            return None
        member.circumstances = Circumstances(at=at)
        return member if in_service(member, at.date()) else None


def record_sign_in(member: StaffMember, at: datetime) -> None:
    """Record that ``member`` came in."""
    _record("staff.signed_in", member, at)


def record_sign_out(member: StaffMember, at: datetime) -> None:
    """Record that ``member`` left."""
    _record("staff.signed_out", member, at)


def _record(action: str, member: StaffMember, at: datetime) -> None:
    audit.record(
        action=action,
        actor=member,
        at=at,
        subject_kind="staff_member",
        subject_id=member.staff_number,
    )
