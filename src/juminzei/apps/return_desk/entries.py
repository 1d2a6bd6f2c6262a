"""What the boxes of one return say, as it is kept with every version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, int | str | bool]
"""One row of a list: yen, words, days as ISO text, flags."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Values by box, lists of rows, where a value came from, and what is not confirmed.

    A box that says nothing is left out.
    """

    values: dict[str, int | str | bool] = field(default_factory=dict)
    lists: dict[str, list[Row]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    """Box, or ``list.row`` → where its value was taken from."""
    unconfirmed: list[str] = field(default_factory=list)
    """Boxes, or lists, whose papers nobody has seen yet (評価書 R-3.2.15)."""

    @classmethod
    def kept(cls, told: Mapping[str, Any]) -> Self:
        """Return what a version keeps."""
        return cls(
            values=dict(told.get("values", {})),
            lists={key: list(rows) for key, rows in told.get("lists", {}).items()},
            sources=dict(told.get("sources", {})),
            unconfirmed=list(told.get("unconfirmed", [])),
        )

    def to_keep(self) -> dict[str, Any]:
        """Return the entries as a version keeps them."""
        return {
            "values": {name: value for name, value in self.values.items() if said(value)},
            "lists": {key: rows for key, rows in self.lists.items() if rows},
            "sources": self.sources,
            "unconfirmed": sorted(self.unconfirmed),
        }

    def amount(self, name: str) -> int:
        """Return the yen of a box, 0 where it says nothing."""
        return int(self.values.get(name) or 0)

    def rows(self, key: str) -> list[Row]:
        """Return the rows of a list."""
        return self.lists.get(key, [])


def said(value: object) -> bool:
    """Return whether a box says anything; a typed 0 does not."""
    return value not in (None, "", 0, False, "0")
