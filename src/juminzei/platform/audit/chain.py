"""How records are chained: each digest covers the content and the digest before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

START = "0" * 64
"""The previous digest of the first record."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, at the record ``sequence`` (``None``: off the chain's end)."""

    sequence: int | None
    kind: str
    """``altered``, ``missing``, ``inserted`` or ``unlinked`` (to the record before it)."""
    text: str


def canonical(content: Mapping[str, object]) -> str:
    """Return the one JSON text of ``content``: keys sorted, no spaces, UTF-8 as it is."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def digest(previous: str, content: str) -> str:
    """Return the digest of a record: SHA-256 over the previous digest, a newline, the content."""
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()
