"""A seal that does not open is an incident: on record at once, whatever becomes of the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.vault.place import Place


def record_broken_seal(
    place: Place, subject_id: int, *, key_id: str, actor: StaffMember, at: datetime
) -> None:
    """Record that a sealed number did not open where it lies.

    The caller must not be in a transaction of the city's database, which its refusal
    would roll back together with the record.
    """
    with transaction.atomic(durable=True):
        audit.record(
            action="vault.seal.broken",
            actor=actor,
            at=at,
            subject_kind=place.subject_kind,
            subject_id=str(subject_id),
            details={"field": place.field, "key": key_id},
        )
