"""The same people under two laws: what each owes before and after."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from juminzei.kernel.simulation.family import families

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from juminzei.base.money import Counts, Yen
    from juminzei.kernel.assessment import Assessment
    from juminzei.kernel.columns import TaxpayerColumns

LEVIES = (
    "municipal_income_levy",
    "municipal_per_capita_levy",
    "prefectural_income_levy",
    "prefectural_per_capita_levy",
    "forest_environment_tax",
    "total",
)


class Standing(IntEnum):
    """What somebody owes in a year, by the amounts that come out."""

    NOTHING = 0
    PER_CAPITA = 1
    """Per-capita levies or forest tax, and no income levy of either body."""
    INCOME_LEVY = 2

    @property
    def label(self) -> str:
        """Japanese, for screens and tables."""
        return ("税額なし", "均等割のみ", "所得割あり")[self]


@dataclass(frozen=True, slots=True, eq=False)
class Owed:
    """Equally long columns of yen under one law."""

    municipal_income_levy: Yen
    municipal_per_capita_levy: Yen
    prefectural_income_levy: Yen
    prefectural_per_capita_levy: Yen
    forest_environment_tax: Yen
    total: Yen

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        """Return the part of an assessment that is compared."""
        return cls(**{name: getattr(assessment, name) for name in LEVIES})

    @property
    def standing(self) -> NDArray[np.int8]:
        """Codes of :class:`Standing`."""
        income_levy = self.municipal_income_levy + self.prefectural_income_levy > 0
        return (self.total > 0).astype(np.int8) + income_levy.astype(np.int8)


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Equally long columns: who, what they are by the law of now, and both amounts."""

    number: Counts
    """Who: an addressee number, or any other number of the caller's."""
    age: Counts
    family: NDArray[np.int8]
    """Codes of :class:`~juminzei.kernel.simulation.family.Family`."""
    aggregate_income: Yen
    """Before the change, so that a person stays in one class."""
    before: Owed
    after: Owed

    def __len__(self) -> int:
        return len(self.number)

    @property
    def difference(self) -> Yen:
        """How much more each owes; negative for who gains."""
        return self.after.total - self.before.total


def compared(
    number: Counts, columns: TaxpayerColumns, before: Assessment, after: Assessment
) -> Compared:
    """Return people beside their tax under two laws.

    Args:
        number: Who each row is.
        columns: What both assessments were made of.
        before: Under the law as it is.
        after: Under the changed law.
    """
    return Compared(
        number=number,
        age=columns.age,
        family=families(columns),
        aggregate_income=before.aggregate_income,
        before=Owed.of(before),
        after=Owed.of(after),
    )


def joined(parts: Sequence[Compared]) -> Compared:
    """Return several parts of a city as one; they may be none."""
    names = [field.name for field in fields(Compared) if field.name not in {"before", "after"}]
    columns: dict[str, Any] = {name: _row(parts, name) for name in names}
    return Compared(
        **columns,
        before=_owed([part.before for part in parts]),
        after=_owed([part.after for part in parts]),
    )


def _owed(parts: Sequence[Owed]) -> Owed:
    return Owed(**{name: _row(parts, name) for name in LEVIES})


def _row(parts: Sequence[Compared] | Sequence[Owed], name: str) -> NDArray[np.int64]:
    if not parts:
        return np.zeros(0, np.int64)
    return np.concatenate([getattr(part, name) for part in parts])
