"""How records are chained: each digest covers the content and the digest before it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

START = "0" * 64
"""The previous digest of the first record."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, at the record ``sequence`` (``None``: off the chain's end)."""

    sequence: int | None
    kind: str
    """``altered``, ``missing``, ``inserted``, ``unlinked`` (to the record before it),
    ``checkpoint`` (does not agree with a signed one) or ``archive`` (removed by nobody)."""
    text: str


def digest(previous: str, content: str) -> str:
    """Return the digest of a record, which is its leaf hash in the tree of RFC 6962 as well.

    SHA-256 over a zero byte, the previous digest, a newline, the content.
    """
    return hashlib.sha256(f"\0{previous}\n{content}".encode()).hexdigest()
