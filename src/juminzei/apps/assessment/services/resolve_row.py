"""How a row that could not be taken stops waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import QuarantinedRow, RowAct, RowActKind
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


class RowNotOpenError(Exception):
    """The row is not there or was dealt with before; nothing was done."""


class ReasonMissingError(Exception):
    """Nobody said why; nothing was done."""


def resolve_row(*, row_id: int, reason: str, actor: StaffMember, at: datetime) -> QuarantinedRow:
    """Mark a quarantined row as dealt with: taken in from a corrected file, or not needed.

    The row stays as evidence of what was received; it only stops waiting.

    Args:
        row_id: The quarantined row.
        reason: Why it need not be taken.
        actor: Who dealt with it; needs ``documents.import``.
        at: When.

    Raises:
        RowNotOpenError: There is no such row, or it was resolved before.
        ReasonMissingError: There is no reason.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "documents.import", on=at.date())
    act = end_row(row_id, kind=RowActKind.NOT_NEEDED, reason=reason, actor=actor, at=at)
    return act.row


def opened_row(row_id: int) -> QuarantinedRow:
    """Return a row that waits; locked where there is a transaction.

    Raises:
        RowNotOpenError: There is no such row, or it waits no more.
    """
    rows = QuarantinedRow.objects.select_related("received_file")
    if transaction.get_connection().in_atomic_block:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise RowNotOpenError("この取込保留の行はありません。一覧を読み直してください。")
    if row.resolved:
        raise RowNotOpenError(
            f"{row.row_number} 行目は、すでに処理済みです。一覧を読み直してください。"
        )
    return row


@transaction.atomic
def end_row(
    row_id: int,
    *,
    kind: RowActKind,
    reason: str,
    actor: StaffMember,
    at: datetime,
    columns: Sequence[int] = (),
    document: int | None = None,
) -> RowAct:
    """Append what was done about a row and end its waiting, with its record.

    Raises:
        RowNotOpenError: The row waits no more.
        ReasonMissingError: There is no reason.
    """
    if not reason.strip():
        raise ReasonMissingError("理由を入力してください。")
    row = opened_row(row_id)
    act = RowAct.objects.create(
        row=row,
        kind=kind,
        columns=list(columns),
        document_id=document,
        reason=blank_numbers_in_words(reason.strip()),
        decided_by=actor,
        decided_at=at,
    )
    row.resolved = True
    row.save(update_fields=["resolved"])
    audit.record(
        action="assessment.quarantined_row.resolved",
        actor=actor,
        at=at,
        subject_kind="quarantined_row",
        subject_id=str(row.pk),
        details={
            "file": row.received_file_id,
            "row": row.row_number,
            "act": str(kind),
            "document": document,
        },
    )
    return act
