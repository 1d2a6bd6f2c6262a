"""One thing that keeps an installation from being safe, in words for who runs it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Danger:
    """Where it is, what it is, and what to do."""

    number: str
    where: str
    what: str
    remedy: str
