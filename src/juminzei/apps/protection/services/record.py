"""The record of each act on a case: about whom, and nothing of what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.protection.models import ProtectionCase
    from juminzei.platform.staff.models import StaffMember


def record(
    act: str, case: ProtectionCase, actor: StaffMember, at: datetime, **details: object
) -> None:
    """Put ``protection.<act>`` on record, about the person whom the case protects."""
    audit.record(
        action=f"protection.{act}",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{case.addressee_id:010d}",
        details={"case": case.pk, **details},
    )
