"""Working only the rows of the few people whom a part of the law concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.pair import Pair

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.base.money import Flags, Yen


@dataclass(frozen=True, slots=True, eq=False)
class Few:
    """Some of the people: their columns shortened, and results put back among all."""

    whole: int
    """How many people there are."""
    rows: NDArray[np.intp]

    def __bool__(self) -> bool:
        return len(self.rows) > 0

    def of(self, column: Yen) -> Yen:
        """Return a column with these people's rows alone."""
        return column.take(self.rows)

    def flags(self, column: Flags) -> Flags:
        """Return flags with these people's rows alone."""
        return column.take(self.rows)

    def pair(self, of: Pair) -> Pair:
        """Return both bodies' amounts with these people's rows alone."""
        return Pair(of.municipal.take(self.rows), of.prefectural.take(self.rows))

    def among_all(self, of: Pair) -> Pair:
        """Return these people's amounts at their rows and 0 for all others."""
        return Pair(self.put_back(of.municipal), self.put_back(of.prefectural))

    def put_back(self, part: Yen) -> Yen:
        """Return a column with ``part`` at these people's rows and 0 for all others."""
        column = np.zeros_like(part, shape=self.whole)
        column[self.rows] = part
        return column

    def put_into(self, whole: Yen, part: Yen) -> Yen:
        """Return ``whole`` with ``part`` at these people's rows."""
        column = whole.copy()
        column[self.rows] = part
        return column


def few_with(*amounts: Yen | Flags) -> Few:
    """Return the people with any of these amounts, gains or losses, or flags."""
    first, *others = amounts
    together = first
    for amount in others:
        together = together | amount
    return Few(len(first), np.flatnonzero(together != 0))  # flags are searched faster than yen


def nothing(people: int) -> Pair:
    """Return 0 for everybody."""
    return Pair(np.zeros(people, np.int64), np.zeros(people, np.int64))
