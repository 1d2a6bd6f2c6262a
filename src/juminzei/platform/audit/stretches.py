"""Checking one stretch of the record: what its rows show without the record before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from juminzei.platform.audit.chain import START
from juminzei.platform.audit.rows import pieces

LEAF = sha256(b"\0")
CONTENT_AT = len(START) + 1
"""Where the content begins in what is hashed."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A record that does not follow the one before it: by its place, or by its digest."""

    sequence: int
    expected: int
    linked: bool


@dataclass(slots=True)
class Stretch:
    """What was seen of the records between two places.

    ``told`` are their digests, as the tree takes them. ``doubts`` are, in order, the places
    whose content has to be looked at again, and the records that do not follow.
    """

    first: tuple[int, str] | None = None
    """Place and previous digest of the first record, which the stretch before has to fit."""
    last: tuple[int, str] | None = None
    told: list[bytes] = field(default_factory=list)
    doubts: list[int | Misplaced] = field(default_factory=list)


def checked_stretch(after: int, until: int) -> Stretch:
    """Check the records whose place is above ``after`` and not above ``until``."""
    seen = Stretch()
    expected, previous = 0, ""
    for piece in pieces(after, until):
        for sequence, outbox_id, before, told, hashed, columns in piece.rows:
            own = LEAF.copy()
            own.update(hashed)
            leaf = own.digest()
            act = piece.sent.get(outbox_id)
            start = b'{"sequence":%d,"outbox_id":%d,' % (sequence, outbox_id)  # record_start()
            if (
                act is None
                or leaf.hex() != told
                or not hashed.startswith(start, CONTENT_AT)
                or not hashed.startswith(act, CONTENT_AT + len(start))
                or not act.startswith(columns)
            ):
                seen.doubts.append(sequence)
                leaf = _bytes_of(told)
            if seen.first is None:
                seen.first = sequence, before
            elif sequence != expected or before != previous:
                seen.doubts.append(Misplaced(sequence, expected, before == previous))
            expected, previous = sequence + 1, told
            seen.told.append(leaf)
    if seen.first is not None:
        seen.last = expected - 1, previous
    return seen


def _bytes_of(told: str) -> bytes:
    try:
        return bytes.fromhex(told)
    except ValueError:
        return told.encode()
