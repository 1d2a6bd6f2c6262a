"""What bringing two numbers together, or taking them apart, does: as it is shown and kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One kind of thing in one system: what each side has apart, and both together.

    ``unit`` is 件 or 円; a line in words has no unit and tells in words.
    """

    system: str
    item: str
    tax_year: int | None
    unit: str
    survivor: int | str
    merged_away: int | str
    together: int | str
    kept: str
    """What is done with the rows themselves."""

    @property
    def changes(self) -> bool:
        """Whether the survivor shows something else than before."""
        return self.survivor != self.together


@dataclass(frozen=True, slots=True)
class Effect:
    """All lines, and what somebody must look at or do afterwards."""

    lines: list[EffectLine]
    warnings: list[str]

    def as_json(self) -> dict[str, Any]:
        """Return the effect as it is kept."""
        return asdict(self)

    @property
    def digest(self) -> str:
        """SHA-256 of the effect: what is decided is what was looked at."""
        text = json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def restored(stored: dict[str, Any]) -> Effect:
    """Read what :meth:`Effect.as_json` returned."""
    return Effect([EffectLine(**line) for line in stored["lines"]], list(stored["warnings"]))
