"""Saying how often deliveries come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.national_returns.models import ExpectedDelivery
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

MANAGE = "returns.manage"


@transaction.atomic
def expect_deliveries(
    *,
    source: str,
    every_days: int,
    valid_from: date,
    valid_until: date,
    actor: StaffMember,
    at: datetime,
) -> ExpectedDelivery:
    """Enter how often a source delivers in a period.

    Raises:
        ReturnsRefusedError: The period ends before it begins.
        NotPermittedError: The actor may not.
    """
    require(actor, MANAGE, on=at.date())
    if valid_until < valid_from:
        raise ReturnsRefusedError("期間の末日が初日より前です。日付を確かめてください。")
    entry = ExpectedDelivery.objects.create(
        source=source,
        every_days=every_days,
        valid_from=valid_from,
        valid_until=valid_until,
        entered_by=actor,
        entered_at=at,
    )
    audit.record(
        action="national_returns.calendar.set",
        actor=actor,
        at=at,
        details={"source": source, "every_days": every_days},
    )
    return entry
