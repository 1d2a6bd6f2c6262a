"""Refusals: each is on record, and who is refused again and again on a day is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.policy.models import DeniedDay

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from juminzei.platform.staff.models import StaffMember

ALERT_AT = 5
"""Refusals of one member on one day that raise an alert."""


@transaction.atomic
def denied(
    *,
    actor: StaffMember,
    at: datetime,
    subject_kind: str,
    subject_id: str,
    function: str = "",
    details: Mapping[str, object] | None = None,
    at_once: bool = False,
) -> None:
    """Record that ``actor`` was refused; the fifth time on a day raises an alert.

    Args:
        actor: Who was refused.
        at: When, in Japan's time.
        subject_kind: What kind of way in it was: ``"page"``, ``"api"``, ``"command"``.
        subject_id: Which one.
        function: What they wanted to do, where that is known.
        details: Which thing the address names.
        at_once: Whether this very refusal raises the day's alert.

    Raises:
        juminzei.platform.audit.services.AuditStalledError: Nothing can be recorded.
    """
    audit.record(
        action="permission.denied",
        actor=actor,
        at=at,
        function=function,
        subject_kind=subject_kind,
        subject_id=subject_id,
        result=audit.Result.REFUSED,
        details=details,
    )
    days = DeniedDay.objects.select_for_update()
    day, _new = days.get_or_create(
        staff_number=actor.staff_number, on=at.date(), defaults={"last_at": at}
    )
    day.count += 1
    day.last_at = at
    if day.alerted_at is None and (at_once or day.count >= ALERT_AT):
        day.alerted_at = at
        audit.record(
            action="permission.denied.repeatedly",
            actor=actor,
            at=at,
            subject_kind="staff_member",
            subject_id=actor.staff_number,
            details={"count": day.count},
        )
    day.save()


def alerts() -> QuerySet[DeniedDay]:
    """Return every day on which somebody was refused too often, the newest first."""
    return DeniedDay.objects.filter(alerted_at__isnull=False).order_by("-on", "staff_number")


def alerts_on(day: date) -> int:
    """Return how many members were refused too often on ``day``."""
    return alerts().filter(on=day).count()
