"""What an answer of ``instalments`` is made of: rows with their days, and sums beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.kernel import instalments as divide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.kernel.instalments import Due
    from juminzei.kernel.law import Law

Row = dict[str, object]


@dataclass(slots=True)
class Answered:
    """An answer and what it rests on."""

    rows: list[Row]
    beside: dict[str, object] = field(default_factory=dict)
    """``refund``, ``billed`` and the like; only what is not 0."""
    assumptions: list[str] = field(default_factory=list)

    def told(self) -> dict[str, object]:
        """Return the answer as the contract writes it."""
        return {"instalments": self.rows, **{key: one for key, one in self.beside.items() if one}}


def rows(dues: Sequence[Due], amounts: Sequence[int]) -> list[Row]:
    """Return one row for each instalment, in the order of collection."""
    return [
        {
            "kind": due.kind,
            "term": due.term,
            "month": due.month,
            "amount": int(part),
            "due_on": due.due_on.isoformat(),
        }
        for due, part in zip(dues, amounts, strict=True)
    ]


def in_order(mixed: Sequence[Row]) -> list[Row]:
    """Return rows of several methods by the month in which they are collected."""
    return sorted(mixed, key=lambda row: (str(row["month"]), str(row["kind"])))


def assumed_terms(law: Law) -> list[str]:
    """Return what was assumed of the ordinance's terms, if anything was."""
    terms = law.city.ordinary_collection
    return [f"{law.city.name}の普通徴収: {terms.assumption}"] if terms.assumption else []


def ordinary_rows(amounts: Sequence[int], law: Law) -> list[Row]:
    """Return the ordinary terms that have an amount."""
    dues = divide.due_dates(law.tax_year, "ordinary", law)
    return [row for row in rows(dues, amounts) if row["amount"]]
