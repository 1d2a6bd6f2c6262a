"""Carrying records from the outbox to the audit database: in order, each exactly once."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connections

from juminzei.platform import clock
from juminzei.platform.audit.canonical_json import canonical
from juminzei.platform.audit.chain import START, digest
from juminzei.platform.audit.checkpoints import checkpoint_when_due
from juminzei.platform.audit.clock_alert import told_of, went_back
from juminzei.platform.audit.locking import locked
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.record_text import act_text, record_text
from juminzei.platform.audit.unanchored import LATENESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

AT_ONCE = 500


def drain() -> int:
    """Carry every waiting record to the audit database and return how many.

    Safe to call from any number of processes at once, and again after a crash at any
    moment. Inside a transaction nothing is carried: its records may yet be taken back.
    A checkpoint follows when one is due.
    """
    if connections["default"].in_atomic_block:
        return 0
    carried = carry(waiting_records())
    checkpoint_when_due(clock.now())
    LATENESS.ask()
    return carried


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
        carried_here, back = _append(some)
        carried += carried_here
        OutgoingRecord.objects.filter(pk__in=[row.pk for row in some]).update(drained=True)
        if back:
            told_of(back, clock.now())
    return carried


def text_of(row: OutgoingRecord) -> str:
    """Return the text of an act as it lies in the outbox."""
    return act_text(
        row.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.staff_number,
        row.function,
        row.action,
        row.subject_kind,
        row.subject_id,
        row.result,
        row.staff_name,
        row.terminal,
        row.purpose,
        canonical(row.details),
    )


def _append(waiting: Sequence[OutgoingRecord]) -> tuple[int, timedelta]:
    """Chain what is not there yet; return how many, and how far the clock went back."""
    with locked():
        ids = [row.pk for row in waiting]
        there = AuditRecord.objects.filter(outbox_id__in=ids).values_list("outbox_id", flat=True)
        known = frozenset(there)  # carried before, by a process that died before saying so
        last = AuditRecord.objects.order_by("-sequence").first()
        at, uptime_ms = clock.now(), time.monotonic_ns() // 1_000_000
        sequence, previous = (last.sequence, last.digest) if last else (0, START)
        records = []
        for row in waiting:
            if row.pk in known:
                continue
            sequence += 1
            record = _record(row, sequence, previous, at, uptime_ms)
            previous = record.digest
            records.append(record)
        AuditRecord.objects.bulk_create(records)
    return len(records), went_back(last.content, at) if last and records else timedelta(0)


def _record(
    row: OutgoingRecord, sequence: int, previous: str, at: datetime, uptime_ms: int
) -> AuditRecord:
    carried_at = at.astimezone(UTC).isoformat(timespec="microseconds")
    content = record_text(sequence, row.pk, text_of(row), carried_at, uptime_ms)
    return AuditRecord(
        sequence=sequence,
        outbox_id=row.pk,
        recorded_at=row.recorded_at,
        staff_number=row.staff_number,
        function=row.function,
        action=row.action,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        result=row.result,
        content=content,
        previous_digest=previous,
        digest=digest(previous, content),
    )
