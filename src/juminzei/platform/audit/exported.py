"""The record in files that others can check: all of it, or a proof about one record."""

from __future__ import annotations

import gzip
import json
from functools import partial
from typing import TYPE_CHECKING

from juminzei.platform.audit.checkpoints import frontier_of, leaves
from juminzei.platform.audit.merkle import Frontier, consistency_proof, inclusion_proof
from juminzei.platform.audit.models import AuditRecord, Checkpoint, SigningKey
from juminzei.platform.audit.removed import removed_through
from juminzei.platform.audit.statements import checkpoint_line, key_line

if TYPE_CHECKING:
    from pathlib import Path

PACKED = 6
"""How hard gzip tries: a tenth of the size at a fifth of the time of its best."""


class NothingToProveError(Exception):
    """There is no such record, or no checkpoint that vouches for it."""


def export(folder: Path, *, start: Checkpoint | None = None, end: Checkpoint | None = None) -> int:
    """Write records, checkpoints and public keys into ``folder``; return how many records.

    Args:
        folder: Made if it is not there.
        start: Write what came after this checkpoint; without it, after what was removed.
        end: Write what came before this checkpoint, itself included; without it, everything.

    Raises:
        OSError: The folder cannot be written to.
    """
    start = start or removed_through()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "keys.jsonl").open("w", encoding="utf-8") as file:
        for key in SigningKey.objects.order_by("pk"):
            file.write(key_line(key) + "\n")
    checkpoints = Checkpoint.objects.order_by("number")
    records = AuditRecord.objects.order_by("sequence")
    if start:
        (folder / "start.json").write_text(_start_line(start) + "\n", encoding="utf-8")
        checkpoints = checkpoints.filter(number__gt=start.number)
        records = records.filter(sequence__gt=start.tree_size)
    if end:
        checkpoints = checkpoints.filter(number__lte=end.number)
        records = records.filter(sequence__lte=end.tree_size)
    with (folder / "checkpoints.jsonl").open("w", encoding="utf-8") as file:
        for checkpoint in checkpoints.iterator():
            file.write(checkpoint_line(checkpoint) + "\n")
    count = 0
    with gzip.open(folder / "records.jsonl.gz", "wt", PACKED, encoding="utf-8") as packed:
        columns = records.values_list("previous_digest", "digest", "content")
        for row in columns.iterator(chunk_size=5_000):
            packed.write(_record_line(*row) + "\n")
            count += 1
    return count


def _start_line(start: Checkpoint) -> str:
    """Return the tree where an export begins: a checkpoint and the roots that lead to it."""
    line = json.loads(checkpoint_line(start))
    return json.dumps(line | {"roots": [root.hex() for root in frontier_of(start).roots]})


def prove_inclusion(sequence: int) -> str:
    """Return, as JSON, what proves that a record is in the tree of the newest checkpoint.

    Raises:
        NothingToProveError: There is no such record, or no checkpoint after it yet.
    """
    record = AuditRecord.objects.filter(sequence=sequence).first()
    removed = removed_through()
    if record is None and removed is not None and sequence <= removed.tree_size:
        _subtree(sequence - 1, sequence)
    if record is None:
        raise NothingToProveError(f"通番 {sequence} の操作記録がありません。")
    checkpoint = Checkpoint.objects.order_by("-number").first()
    if checkpoint is None or checkpoint.tree_size < sequence:
        raise NothingToProveError(
            f"通番 {sequence} の後の検証点がまだありません。juminzei audit checkpoint で作れます。"
        )
    path = inclusion_proof(sequence - 1, checkpoint.tree_size, _subtree)
    line = _record_line(record.previous_digest, record.digest, record.content)
    return _proof("inclusion", [checkpoint], path, record=json.loads(line))


def prove_growth(old: int, new: int) -> str:
    """Return, as JSON, what proves that a checkpoint only added to an earlier one.

    Args:
        old: Number of the earlier checkpoint.
        new: Number of the later one.

    Raises:
        NothingToProveError: There are no such checkpoints, in that order.
    """
    found = Checkpoint.objects.in_bulk([old, new])
    if not {old, new} <= found.keys() or old > new:
        raise NothingToProveError(f"検証点 {old} と、それより後の検証点 {new} がありません。")
    earlier, later = found[old], found[new]
    path = consistency_proof(earlier.tree_size, later.tree_size, _subtree)
    return _proof("consistency", [earlier, later], path)


def _subtree(start: int, end: int) -> bytes:
    """Return the root over some leaves; of removed ones, only what the last archive left."""
    removed = removed_through()
    part = Frontier()
    if removed is not None and start < removed.tree_size:
        place = 0
        for height, root in frontier_of(removed).subtrees():
            if start <= place < end:
                part.append_subtree(root, height)
            place += 1 << height
        start += part.size
        if start != min(end, removed.tree_size):
            raise NothingToProveError(
                f"通番 {removed.tree_size} までの操作記録は書庫に移しました。"
                "書庫のファイルで証明してください。"
            )
    part.extend(leaves(start, end))
    return part.root()


def _proof(kind: str, checkpoints: list[Checkpoint], path: list[bytes], **more: object) -> str:
    lines = partial(map, json.loads)
    return json.dumps(
        {
            "kind": kind,
            **more,
            "path": [step.hex() for step in path],
            "checkpoints": list(lines(map(checkpoint_line, checkpoints))),
            "keys": list(lines(map(key_line, SigningKey.objects.order_by("pk")))),
        },
        ensure_ascii=False,
        indent=1,
    )


def _record_line(previous: str, digest: str, content: str) -> str:
    record = {"previous": previous, "digest": digest, "content": content}
    return json.dumps(record, ensure_ascii=False)
