"""Inspecting days of the record for what is out of the ordinary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.oversight.models import AccessFinding, InspectedDay
from juminzei.apps.oversight.rules import rules
from juminzei.apps.oversight.selectors.abnormal import found_on, records_of
from juminzei.apps.oversight.selectors.findings import not_inspected
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember


def inspect_days(*, actor: StaffMember, at: datetime) -> list[InspectedDay]:
    """Inspect every day that is over and was not inspected yet, each in its own transaction.

    Args:
        actor: Who has them inspected; needs ``access.review``.
        at: When.

    Raises:
        NotPermittedError: The actor may not.
    """
    require(actor, "access.review", on=at.date())
    return [_inspected(day, actor, at) for day in not_inspected(at.date())]


@transaction.atomic
def _inspected(day: date, actor: StaffMember, at: datetime) -> InspectedDay:
    asked = rules()
    found = [
        AccessFinding(
            rule=one.rule,
            day=day,
            staff_number=one.staff_number,
            subject_id=one.subject_id,
            count=one.count,
            first_sequence=one.first,
            last_sequence=one.last,
            found_at=at,
        )
        for one in found_on(day, asked)
    ]
    inspected = InspectedDay.objects.create(
        day=day,
        records=records_of(day).count(),
        findings=len(found),
        rules=asked.digest,
        inspected_at=at,
        inspected_by=actor,
    )
    AccessFinding.objects.bulk_create(found)
    audit.record(
        action="audit.day.inspected",
        actor=actor,
        at=at,
        subject_kind="day",
        subject_id=day.isoformat(),
        details={"records": inspected.records, "findings": len(found), "rules": asked.digest},
    )
    return inspected
