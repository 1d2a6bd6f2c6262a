"""Proving that the record of acts is whole: records, chain, outbox and checkpoints agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from juminzei.platform.audit.chain import START, Problem
from juminzei.platform.audit.checkpoint_checks import CheckpointCheck
from juminzei.platform.audit.models import AuditRecord, Checkpoint
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.record_text import act_text, record_start
from juminzei.platform.audit.rows import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from juminzei.platform.audit.rows import Row, Sent


@dataclass(slots=True)
class Verified:
    """What a verification read and found."""

    records: int = 0
    checkpoints: int = 0
    problems: list[Problem] = field(default_factory=list)


def verify() -> list[Problem]:
    """Check every record and every checkpoint, and return what is wrong, in order."""
    return verified().problems


def verified(*, since: Checkpoint | None = None, saved: Path | None = None) -> Verified:
    """Check the records, the chain, the outbox and the checkpoints against one another.

    A record's digest has to agree with its content, its previous digest with the record
    before it, and its content with what the act left in the outbox, which lies in another
    database. The tree over all digests has to agree with each signed checkpoint. Whoever
    changes one of them is named by the others.

    Args:
        since: Check only what came after this checkpoint.
        saved: Folder of checkpoints kept elsewhere, to be compared as well.
    """
    outcome = Verified()
    tree = CheckpointCheck(since=since, saved=saved)
    expected, previous = (since.tree_size + 1, since.chain_head) if since else (1, START)
    for piece in pieces(expected):
        for row in piece.rows:
            if row.sequence != expected:
                outcome.problems += _gap(expected, row.sequence)
            if row.previous_digest != previous:
                outcome.problems.append(_unlinked(row))
            if not _agrees(row, piece.sent):
                outcome.problems.append(_content_problem(row, piece.sent))
            expected, previous = row.sequence + 1, row.digest
        tree.extend([(row.sequence, row.digest) for row in piece.rows])
        outcome.records += len(piece.rows)
    outcome.problems += tree.finish()
    outcome.checkpoints = tree.checked
    if since is None:
        gaps = sum(problem.kind == "missing" for problem in outcome.problems)
        outcome.problems += _not_there(found=gaps)
    return outcome


def _agrees(row: Row, sent: Sent) -> bool:
    """Return whether a record agrees with its digest, its columns and what was sent."""
    columns = sent.get(row.outbox_id)
    if columns is None:
        return False
    at, staff, _name, _terminal, function, action, kind, subject, _purpose, result, _details = (
        columns
    )
    return (
        sha256(f"{row.previous_digest}\n{row.content}".encode()).hexdigest() == row.digest
        and row[2:9] == (at, staff, function, action, kind, subject, result)
        and row.content.startswith(record_start(row.sequence, row.outbox_id))
        and row.content.endswith(act_text(*columns)[1:])
    )


def _content_problem(row: Row, sent: Sent) -> Problem:
    if row.outbox_id in sent:
        text = f"通番 {row.sequence} の操作記録が書き換えられています（{row.recorded_at}）。"
        return Problem(row.sequence, "altered", text)
    text = f"通番 {row.sequence} の操作記録に、対応する操作がありません（挿入の疑い）。"
    return Problem(row.sequence, "inserted", text)


def _gap(expected: int, found: int) -> Iterator[Problem]:
    for sequence in range(expected, found):
        yield Problem(sequence, "missing", f"通番 {sequence} の操作記録がありません。")


def _unlinked(row: Row) -> Problem:
    text = f"通番 {row.sequence} の操作記録が、直前の記録とつながっていません。"
    return Problem(row.sequence, "unlinked", text)


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
