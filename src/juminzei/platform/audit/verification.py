"""Proving that the record of acts is whole: each record, the chain, and the outbox agree."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from juminzei.platform.audit.chain import START, Problem, digest
from juminzei.platform.audit.draining import content_of
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AT_ONCE = 2_000
COLUMNS = ("sequence", "outbox_id", "staff_number", "action", "subject_kind", "subject_id")
"""Columns repeated from the content so that the database can search them."""


def verify() -> list[Problem]:
    """Check every record and return what is wrong, in order; empty when all is well.

    Three things have to agree: a record's digest with its content, its previous digest
    with the record before it, and its content with what the act left in the outbox,
    which lies in another database. Whoever changes one of them is named by the others.
    """
    problems: list[Problem] = []
    expected, previous = 1, START
    for records in _batches():
        sent = OutgoingRecord.objects.in_bulk([record.outbox_id for record in records])
        for record in records:
            problems += _gap(expected, record.sequence)
            problems += _link(record, previous)
            problems += _content(record, sent.get(record.outbox_id))
            expected, previous = record.sequence + 1, record.digest
    return problems + list(_not_there(found=sum(problem.kind == "missing" for problem in problems)))


def _batches() -> Iterator[Sequence[AuditRecord]]:
    last = -1
    while records := list(
        AuditRecord.objects.filter(sequence__gt=last).order_by("sequence")[:AT_ONCE]
    ):
        yield records
        last = records[-1].sequence


def _gap(expected: int, found: int) -> Iterator[Problem]:
    for sequence in range(expected, found):
        yield Problem(sequence, "missing", f"通番 {sequence} の操作記録がありません。")


def _link(record: AuditRecord, previous: str) -> Iterator[Problem]:
    if record.previous_digest != previous:
        yield Problem(
            record.sequence,
            "unlinked",
            f"通番 {record.sequence} の操作記録が、直前の記録とつながっていません。",
        )


def _content(record: AuditRecord, sent: OutgoingRecord | None) -> Iterator[Problem]:
    """Compare a record with its own digest, its columns and what was sent."""
    if sent is None:
        yield Problem(
            record.sequence,
            "inserted",
            f"通番 {record.sequence} の操作記録に、対応する操作がありません（挿入の疑い）。",
        )
        return
    whole = record.digest == digest(record.previous_digest, record.content)
    as_sent = record.content == content_of(sent, record.sequence)
    if not (whole and as_sent and _columns_agree(record)):
        yield Problem(
            record.sequence,
            "altered",
            f"通番 {record.sequence} の操作記録が書き換えられています。",
        )


def _columns_agree(record: AuditRecord) -> bool:
    try:
        content = json.loads(record.content)
        recorded_at = datetime.fromisoformat(content["recorded_at"])
        repeated = all(getattr(record, name) == content[name] for name in COLUMNS)
    except (ValueError, KeyError, TypeError):
        return False
    return repeated and record.recorded_at.astimezone(UTC) == recorded_at


def _not_there(*, found: int) -> Iterator[Problem]:
    """Name acts whose record was carried and is gone, beyond the ``found`` gaps.

    This is how a shortened chain shows: its end has no successor that would miss it.
    """
    sent = OutgoingRecord.objects.filter(drained=True).order_by("pk").values_list("pk", flat=True)
    there = AuditRecord.objects.values_list("outbox_id", flat=True)
    gone = np.setdiff1d(
        np.fromiter(sent.iterator(), dtype=np.int64), np.fromiter(there.iterator(), dtype=np.int64)
    )
    for outbox_id in gone[found:].tolist():
        yield Problem(None, "missing", f"送信元通番 {outbox_id} の操作記録がありません。")
