"""Training that a role depends on, recorded with its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.staff.membership import record
from juminzei.platform.staff.models import Training
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require, trained

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

__all__ = ["record_training", "trained"]


@transaction.atomic
def record_training(
    *,
    member: StaffMember,
    completed_on: date,
    valid_until: date,
    actor: StaffMember,
    at: datetime,
) -> Training:
    """Record that ``member`` was trained.

    Raises:
        StaffRefusedError: It is the actor's own, lies ahead, or ends before it began.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    if same_person(actor, member):
        raise StaffRefusedError("自分の研修を記録することはできません。")
    if completed_on > at.date() or valid_until < completed_on:
        raise StaffRefusedError("修了日は今日までの日、有効期限は修了日からの日にしてください。")
    training = Training.objects.create(
        staff_member=member,
        completed_on=completed_on,
        valid_until=valid_until,
        recorded_by=actor,
        recorded_at=at,
    )
    record("staff.training.recorded", member, actor, at, valid_until=valid_until.isoformat())
    return training
