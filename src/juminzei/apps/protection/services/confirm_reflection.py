"""Another system confirms that it took over the flags of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.protection.models import FlagReflection
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def confirm_reflection(
    system: str, taken_over: Mapping[int, bool], *, actor: StaffMember, at: datetime
) -> None:
    """Note which flags a system has taken over.

    Args:
        system: The system.
        taken_over: Addressee number → whether the system may answer by itself now.
        actor: Who hands the confirmation on.
        at: When it confirmed.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "protection.reflect", on=at.date())
    FlagReflection.objects.bulk_create(
        FlagReflection(addressee_id=number, system=system, may_answer=may_answer, reflected_at=at)
        for number, may_answer in taken_over.items()
    )
    audit.record(
        action="protection.flags.reflected",
        actor=actor,
        at=at,
        subject_kind="system",
        subject_id=system,
        details={"persons": len(taken_over)},
    )
