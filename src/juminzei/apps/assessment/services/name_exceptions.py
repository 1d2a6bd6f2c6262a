"""Naming the people behind a count of exceptions: personal, so permitted and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.selectors.run_exceptions import exceptional
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def name_exceptions(
    run: AssessmentRun, reason: str, *, actor: StaffMember, at: datetime
) -> list[int]:
    """Return the addressee numbers of those to look at, in order, and record who asked.

    Args:
        run: A run that is calculated.
        reason: A key of :data:`juminzei.apps.assessment.selectors.run_exceptions.REASONS`.
        actor: Who asks.
        at: When.

    Raises:
        KeyError: There is no such reason.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "person.view", on=at.date())
    numbers = list(exceptional(run, reason).values_list("addressee_id", flat=True))
    audit.record(
        action="assessment.exceptions.viewed",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={"reason": reason, "found": len(numbers)},
    )
    return numbers
