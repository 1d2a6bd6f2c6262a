"""Proving that the record of acts is whole: records, chain, outbox and checkpoints agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from juminzei.platform.audit.chain import START, Problem, digest
from juminzei.platform.audit.checkpoint_checks import CheckpointCheck
from juminzei.platform.audit.draining import text_of
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.record_text import CLOCKS, record_start
from juminzei.platform.audit.rows import pieces
from juminzei.platform.clock import JAPAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from juminzei.platform.audit.models import Checkpoint

LEAF = sha256(b"\0")
CONTENT_AT = len(START) + 1
"""Where the content begins in what is hashed."""


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
    carried = OutgoingRecord.objects.filter(drained=True).count()
    tree = CheckpointCheck(since=since, saved=saved)
    expected, previous = (since.tree_size + 1, since.chain_head) if since else (1, START)
    for piece in pieces(since.tree_size if since else None):
        leaves = []
        for sequence, outbox_id, before, told, hashed, columns in piece.rows:
            own = LEAF.copy()
            own.update(hashed)
            leaf = own.digest()
            act = piece.sent.get(outbox_id)
            start = b'{"sequence":%d,"outbox_id":%d,' % (sequence, outbox_id)
            if (
                act is None
                or leaf.hex() != told
                or not hashed.startswith(start, CONTENT_AT)
                or not hashed.startswith(act, CONTENT_AT + len(start))
                or not act.startswith(columns)
            ):
                outcome.problems += _content_problems(sequence)
                leaf = _bytes_of(told)
            if sequence != expected or before != previous:
                outcome.problems += _place_problems(sequence, expected, linked=before == previous)
            expected, previous = sequence + 1, told
            leaves.append(leaf)
        tree.extend(leaves)
        outcome.records += len(leaves)
    outcome.problems += tree.finish()
    outcome.checkpoints = tree.checked
    inserted = sum(problem.kind == "inserted" for problem in outcome.problems)
    if since is None and outcome.records - inserted != carried:
        gaps = sum(problem.kind == "missing" for problem in outcome.problems)
        outcome.problems += _not_there(found=gaps)
    return outcome


def _content_problems(sequence: int) -> Iterator[Problem]:
    """Look at one record again, without haste."""
    record = AuditRecord.objects.get(sequence=sequence)
    act = OutgoingRecord.objects.filter(pk=record.outbox_id).first()
    if act is None:
        text = f"通番 {sequence} の操作記録に、対応する操作がありません（挿入の疑い）。"
        yield Problem(sequence, "inserted", text)
        return
    start = record_start(record.sequence, record.outbox_id) + text_of(act) + CLOCKS
    if not (
        record.content.startswith(start)
        and record.digest == digest(record.previous_digest, record.content)
        and all(getattr(record, name) == getattr(act, name) for name in REPEATED)
    ):
        at = record.recorded_at.astimezone(JAPAN).isoformat(timespec="seconds")
        text = f"通番 {sequence} の操作記録が書き換えられています（{at}）。"
        yield Problem(sequence, "altered", text)


REPEATED = (
    *("recorded_at", "staff_number", "function", "action"),
    *("subject_kind", "subject_id", "result"),
)
"""Columns of a record that repeat its content, so that the database can search them."""


def _bytes_of(told: str) -> bytes:
    try:
        return bytes.fromhex(told)
    except ValueError:
        return told.encode()


def _place_problems(found: int, expected: int, *, linked: bool) -> Iterator[Problem]:
    """Tell which records are missing before this one, and whether it is linked to the last."""
    for sequence in range(expected, found):
        yield Problem(sequence, "missing", f"通番 {sequence} の操作記録がありません。")
    if not linked:
        text = f"通番 {found} の操作記録が、直前の記録とつながっていません。"
        yield Problem(found, "unlinked", text)


def _not_there(*, found: int) -> Iterator[Problem]:
    """Name acts whose record was carried and is gone, beyond the ``found`` gaps.

    This is how a shortened chain shows: its end has no successor that would miss it.
    """
    sent = OutgoingRecord.objects.filter(drained=True).order_by("pk").values_list("pk", flat=True)
    there = AuditRecord.objects.order_by("outbox_id").values_list("outbox_id", flat=True)
    kept = there.iterator()
    one = next(kept, None)
    gone = []
    for outbox_id in sent.iterator():
        while one is not None and one < outbox_id:
            one = next(kept, None)
        if one != outbox_id:
            gone.append(outbox_id)
    for outbox_id in gone[found:]:
        yield Problem(None, "missing", f"送信元通番 {outbox_id} の操作記録がありません。")
