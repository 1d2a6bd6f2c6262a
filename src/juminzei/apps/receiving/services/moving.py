"""A file comes into another state: the row, its history and the record, together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from juminzei.apps.receiving.models import DeliveredFile, FileState, FileStep
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.scanning import ScanResult

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

LONGEST_REASON = 300


@transaction.atomic
def move(
    file: DeliveredFile,
    state: FileState,
    *,
    actor: StaffMember,
    at: datetime,
    reason: str = "",
    **columns: Any,
) -> DeliveredFile:
    """Bring a file into ``state`` and return it; nothing happens if it is not as it was read.

    Args:
        file: As it was read; in whatever state it is now, another process must not have moved it.
        state: The new state.
        actor: Who does it.
        at: When.
        reason: Why, for a quarantined file.
        columns: What else is known of the file now.

    Raises:
        ReceivingRefusedError: Another process moved it meanwhile.
    """
    now = {**columns, "state": state, "reason": reason[:LONGEST_REASON], "state_at": at}
    if not DeliveredFile.objects.filter(pk=file.pk, state=file.state).update(**now):
        raise ReceivingRefusedError("ほかの処理がこのファイルを扱いました。読み直してください。")
    for name, value in now.items():
        setattr(file, name, value)
    note_state(file, actor, at)
    return file


def note_state(file: DeliveredFile, actor: StaffMember, at: datetime) -> None:
    """Write the file's state into its history and on record; part of a transaction."""
    FileStep.objects.create(
        file=file, state=file.state, reason=file.reason, done_by=actor, done_at=at
    )
    infected = file.state == FileState.QUARANTINED and file.scan == ScanResult.INFECTED
    audit.record(
        action=f"receiving.file.{'infected' if infected else file.state}",
        actor=actor,
        at=at,
        subject_kind="delivered_file",
        subject_id=str(file.pk),
        details={
            "delivery": file.delivery_id,
            "digest": file.digest,
            "content": file.content,
            "scan": file.scan,
            "kind": file.kind,
            "received": file.received_rows,
            "accepted": file.accepted,
            "held": file.held,
            "duplicates": file.duplicates,
        },
    )
