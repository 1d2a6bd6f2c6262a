"""Carrying records from the outbox to the audit database: in order, each exactly once."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from django.db import connections, transaction

from juminzei.platform.audit.chain import START, canonical, digest
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

AT_ONCE = 500
LOCK = 0x6A756D696E7A6569
"""Number of PostgreSQL's advisory lock under which the chain grows ("juminzei")."""


def drain() -> int:
    """Carry every waiting record to the audit database and return how many.

    Safe to call from any number of processes at once, and again after a crash at any
    moment. Inside a transaction nothing is carried: its records may yet be taken back.
    """
    if connections["default"].in_atomic_block:
        return 0
    return carry(waiting_records())


def waiting_records() -> QuerySet[OutgoingRecord]:
    """Return the records that wait, found by their index among all that ever were.

    SQLite uses no index for "not drained", which is how Django writes "is false"; it would
    read every record of the past for each act.
    """
    return OutgoingRecord.objects.filter(drained__in=[False])


def carry(waiting: QuerySet[OutgoingRecord]) -> int:
    """Carry these waiting records, all of them committed, and return how many."""
    carried = 0
    while some := list(waiting.order_by("pk")[:AT_ONCE]):
        carried += _append(some)
        OutgoingRecord.objects.filter(pk__in=[row.pk for row in some]).update(drained=True)
    return carried


def content_of(row: OutgoingRecord, sequence: int) -> str:
    """Return the canonical text of a record at its place in the chain."""
    return canonical(
        {
            "sequence": sequence,
            "outbox_id": row.pk,
            "recorded_at": row.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "staff_number": row.staff_number,
            "staff_name": row.staff_name,
            "action": row.action,
            "subject_kind": row.subject_kind,
            "subject_id": row.subject_id,
            "details": row.details,
        }
    )


def _append(waiting: Sequence[OutgoingRecord]) -> int:
    """Chain the records that are not in the audit database yet."""
    with transaction.atomic(using="audit"):
        _lock()
        ids = [row.pk for row in waiting]
        there = AuditRecord.objects.filter(outbox_id__in=ids).values_list("outbox_id", flat=True)
        known = frozenset(there)  # carried before, by a process that died before saying so
        last = AuditRecord.objects.order_by("-sequence").first()
        sequence, previous = (last.sequence, last.digest) if last else (0, START)
        records = []
        for row in waiting:
            if row.pk in known:
                continue
            sequence += 1
            record = _record(row, sequence, previous)
            previous = record.digest
            records.append(record)
        AuditRecord.objects.bulk_create(records)
    return len(records)


def _record(row: OutgoingRecord, sequence: int, previous: str) -> AuditRecord:
    content = content_of(row, sequence)
    return AuditRecord(
        sequence=sequence,
        outbox_id=row.pk,
        recorded_at=row.recorded_at,
        staff_number=row.staff_number,
        action=row.action,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        content=content,
        previous_digest=previous,
        digest=digest(previous, content),
    )


def _lock() -> None:
    """Keep other drains waiting; on SQLite the transaction itself has done so."""
    if connections["audit"].vendor == "postgresql":
        with connections["audit"].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
