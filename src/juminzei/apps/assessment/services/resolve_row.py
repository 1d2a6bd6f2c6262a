"""Marking a row that could not be taken as dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import QuarantinedRow
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


class RowNotOpenError(Exception):
    """The row is not there or was dealt with before; nothing was done."""


@transaction.atomic
def resolve_row(*, row_id: int, actor: StaffMember, at: datetime) -> QuarantinedRow:
    """Mark a quarantined row as dealt with: taken in from a corrected file, or not needed.

    The row stays as evidence of what was received; it only stops waiting.

    Args:
        row_id: The quarantined row.
        actor: Who dealt with it; needs ``documents.import``.
        at: When.

    Raises:
        RowNotOpenError: There is no such row, or it was resolved before.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "documents.import", on=at.date())
    row = QuarantinedRow.objects.select_for_update().filter(pk=row_id).first()
    if row is None:
        raise RowNotOpenError("この取込保留の行はありません。一覧を読み直してください。")
    if row.resolved:
        raise RowNotOpenError(
            f"{row.row_number} 行目は、すでに処理済みです。一覧を読み直してください。"
        )
    row.resolved = True
    row.save(update_fields=["resolved"])
    audit.record(
        action="assessment.quarantined_row.resolved",
        actor=actor,
        at=at,
        subject_kind="quarantined_row",
        subject_id=str(row.pk),
        details={"file": row.received_file_id, "row": row.row_number},
    )
    return row
