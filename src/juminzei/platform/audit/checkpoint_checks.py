"""Comparing the tree over all records with every checkpoint, here and in the second place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.platform.audit.chain import Problem
from juminzei.platform.audit.checkpoints import frontier_of
from juminzei.platform.audit.models import Checkpoint, SigningKey
from juminzei.platform.audit.signing import is_signed, key_id_of
from juminzei.platform.audit.statements import checkpoint_statement, key_statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stated:
    """What a checkpoint says, wherever it lies."""

    number: int
    size: int
    root: str
    head: str
    key_id: str
    statement: str
    signature: str
    place: str


class CheckpointCheck:
    """Grows the tree again and compares it with each checkpoint on the way."""

    def __init__(self, *, since: Checkpoint | None = None, saved: Path | None = None) -> None:
        """Prepare.

        Args:
            since: Go on from this checkpoint.
            saved: Folder of checkpoints kept elsewhere.
        """
        self.tree = frontier_of(since)
        self.problems: list[Problem] = list(_key_problems())
        self.checked = 0
        self._head = since.chain_head if since else ""
        kept = [*_ours(self.tree.size - 1), *_saved(saved)]
        self._waiting = sorted(
            (one for one in kept if one.size >= self.tree.size), key=lambda one: one.size
        )
        self._next = 0
        self.problems += _gaps(since)
        self.problems += self._signatures()

    def extend(self, records: Sequence[bytes]) -> None:
        """Take the next records, given as their digests."""
        start = 0
        while self._next < len(self._waiting):
            size = self._waiting[self._next].size
            wanted = size - self.tree.size
            if wanted > len(records) - start:
                break
            self._take(records[start : start + wanted])
            start += wanted
            self._compare(self._waiting[self._next])
            self._next += 1
        self._take(records[start:] if start else records)

    def finish(self) -> list[Problem]:
        """Return all problems, once there are no more records."""
        self.extend([])
        for one in self._waiting[self._next :]:
            text = (
                f"検証点 {one.number}（{one.place}）の時点で {one.size:,} 件あった操作記録が、"
                f"{self.tree.size:,} 件しかありません。"
            )
            self.problems.append(Problem(None, "checkpoint", text))
        return self.problems

    def _take(self, records: Sequence[bytes]) -> None:
        if records:
            self.tree.extend(records)
            self._head = records[-1].hex()

    def _compare(self, one: Stated) -> None:
        self.checked += 1
        root = self.tree.root().hex()
        if (root, self._head) == (one.root, one.head):
            return
        text = (
            f"通番 {one.size} までの操作記録が、検証点 {one.number}（{one.place}）と一致しません。"
            f"検証点の根 {one.root}、今の記録の根 {root}。"
        )
        self.problems.append(Problem(one.size, "checkpoint", text))

    def _signatures(self) -> Iterator[Problem]:
        keys = list(SigningKey.objects.order_by("from_number", "pk"))
        for one in self._waiting:
            key = next((key for key in reversed(keys) if key.from_number <= one.number), None)
            if key is None or key.key_id != one.key_id:
                text = f"検証点 {one.number}（{one.place}）の署名鍵は、その時の鍵ではありません。"
                yield Problem(one.size, "checkpoint", text)
            elif not is_signed(key.public_key, one.signature, one.statement):
                text = f"検証点 {one.number}（{one.place}）の署名が正しくありません。"
                yield Problem(one.size, "checkpoint", text)


def _ours(after: int) -> Iterator[Stated]:
    for row in Checkpoint.objects.filter(tree_size__gt=after).order_by("number").iterator():
        yield Stated(
            number=row.number,
            size=row.tree_size,
            root=row.root,
            head=row.chain_head,
            key_id=row.key_id,
            statement=checkpoint_statement(row),
            signature=row.signature,
            place="データベース",
        )


def _saved(folder: Path | None) -> Iterator[Stated]:
    for path in sorted(folder.glob("*/checkpoint-*.json")) if folder else ():
        yield stated(path.read_text(encoding="utf-8"), path.name)


def stated(text: str, place: str) -> Stated:
    """Return what a checkpoint's line of JSON says; a broken one says what nothing agrees with."""
    try:
        line = json.loads(text)
        statement, signature = str(line["statement"]), str(line["signature"])
        said = dict(row.partition(" ")[::2] for row in statement.splitlines()[1:])
        number, size = int(said["number"]), int(said["size"])
        root, head, key_id = said["root"], said["head"], said["key"]
    except (ValueError, KeyError, TypeError):
        return Stated(0, 1, "-", "-", "-", text, "", place)
    return Stated(number, size, root, head, key_id, statement, signature, place)


def _gaps(since: Checkpoint | None) -> Iterator[Problem]:
    expected = since.number + 1 if since else 1
    numbers = Checkpoint.objects.filter(number__gte=expected).order_by("number")
    for number in numbers.values_list("number", flat=True).iterator():
        for missing in range(expected, number):
            yield Problem(None, "checkpoint", f"検証点 {missing} がありません。")
        expected = number + 1


def _key_problems() -> Iterator[Problem]:
    """Name keys that the key before them did not introduce."""
    before: SigningKey | None = None
    for key in SigningKey.objects.order_by("pk"):
        by = before or key
        introduced = (
            key.key_id == key_id_of(key.public_key)
            and key.previous_key_id == (before.key_id if before else "")
            and is_signed(by.public_key, key.signature, key_statement(key))
        )
        if not introduced:
            text = f"署名鍵 {key.key_id} は、前の鍵によって認められていません。"
            yield Problem(None, "checkpoint", text)
        before = key
