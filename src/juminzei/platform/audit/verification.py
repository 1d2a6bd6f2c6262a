"""Proving that the record of acts is whole: records, chain, outbox and checkpoints agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from juminzei.platform.audit.chain import START, Problem, digest
from juminzei.platform.audit.checkpoint_checks import CheckpointCheck
from juminzei.platform.audit.draining import text_of
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.record_text import CLOCKS, record_start
from juminzei.platform.audit.removed import removal_problems, removed_through
from juminzei.platform.audit.rows import FIRST, LAST, few_pages
from juminzei.platform.audit.side_by_side import checked_in_order
from juminzei.platform.audit.stretches import Misplaced
from juminzei.platform.clock import JAPAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from juminzei.platform.audit.models import Checkpoint

STRETCH = 10_000
"""Places that are checked in one go; a shorter record is checked in this process alone."""
TOGETHER = 2
"""More processes would not be faster: one reads and hashes while the other grows the tree."""


@dataclass(slots=True)
class Verified:
    """What a verification read and found."""

    records: int = 0
    checkpoints: int = 0
    problems: list[Problem] = field(default_factory=list)


def verify() -> list[Problem]:
    """Check every record and every checkpoint, and return what is wrong, in order."""
    return verified().problems


def verified(
    *, since: Checkpoint | None = None, saved: Path | None = None, processes: int = 0
) -> Verified:
    """Check the records, the chain, the outbox and the checkpoints against one another.

    A record's digest has to agree with its content, its previous digest with the record
    before it, and its content with what the act left in the outbox, which lies in another
    database. The tree over all digests has to agree with each signed checkpoint. Whoever
    changes one of them is named by the others.

    What two people removed after it went into an archive is not looked for: the checkpoint at
    the end of the archive takes its place.

    Args:
        since: Check only what came after this checkpoint.
        saved: Folder of checkpoints kept elsewhere, to be compared as well.
        processes: How many work at a time; 0 takes two where there is work for them.
    """
    with few_pages("audit"), few_pages("default"):
        return _verified(since, saved, processes)


def _verified(since: Checkpoint | None, saved: Path | None, processes: int) -> Verified:
    outcome = Verified(problems=list(removal_problems()))
    whole, since = since is None, since or removed_through()
    carried = OutgoingRecord.objects.filter(drained=True).count()
    tree = CheckpointCheck(since=since, saved=saved)
    expected, previous = (since.tree_size + 1, since.chain_head) if since else (1, START)
    places = _places(since.tree_size if since else None)
    for seen in checked_in_order(places, processes=processes or min(TOGETHER, len(places))):
        if seen.first is None or seen.last is None:
            continue
        sequence, before = seen.first
        if (sequence, before) != (expected, previous):
            outcome.problems += _place_problems(sequence, expected, linked=before == previous)
        for doubt in seen.doubts:
            outcome.problems += _problems(doubt)
        expected, previous = seen.last[0] + 1, seen.last[1]
        tree.extend(seen.told)
        outcome.records += len(seen.told)
    outcome.problems += tree.finish()
    outcome.checkpoints = tree.checked
    inserted = sum(problem.kind == "inserted" for problem in outcome.problems)
    if whole and outcome.records - inserted != carried:
        gaps = sum(problem.kind == "missing" for problem in outcome.problems)
        outcome.problems += _not_there(found=gaps)
    return outcome


def _places(since: int | None) -> list[tuple[int, int]]:
    """Return between which places the stretches lie; together they leave no place out."""
    begin = since or 0
    count = AuditRecord.objects.filter(sequence__gt=begin).count()
    inner = range(begin + STRETCH, begin + count, STRETCH)
    return list(pairwise([FIRST if since is None else begin, *inner, LAST]))


def _problems(doubt: int | Misplaced) -> Iterator[Problem]:
    if isinstance(doubt, Misplaced):
        return _place_problems(doubt.sequence, doubt.expected, linked=doubt.linked)
    return _content_problems(doubt)


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
