"""Tables of the law: rows by income or by premium, looked up for whole columns at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import lcm

import numpy as np
from numpy.typing import NDArray

from juminzei.base.money import Counts, Exact, Flags, Rate, Yen, either

OPEN = 2**62
"""The upper limit of a row that has none; written ``above`` in law files."""
BELOW_ZERO = -1
"""The upper limit of a row of what is less than nothing."""


def row_index(limits: tuple[int, ...], values: Yen) -> NDArray[np.int8]:
    """Return for each value the row it falls in: how many upper limits lie below it.

    Look rows up with ``take``, which does so in half the time of square brackets.
    """
    index = np.zeros(len(values), np.int8)
    for limit in limits:
        np.add(index, (values > limit).view(np.int8), out=index)
    return index


@dataclass(frozen=True, slots=True)
class AmountRow:
    """Up to and including ``up_to`` yen: this amount."""

    up_to: int
    amount: int


def row_of(value: int, rows: Sequence[AmountRow]) -> int | None:
    """Return the index of the row that one value falls in, None above the last."""
    return next((index for index, row in enumerate(rows) if value <= row.up_to), None)


@dataclass(frozen=True, slots=True)
class AmountTable:
    """Amounts by brackets; above the last row, if it is not open, there is none."""

    rows: tuple[AmountRow, ...]
    _limits: tuple[int, ...] = field(init=False, repr=False)
    _amounts: Yen = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_limits", _limits_of(self.rows))
        amounts = np.array([*(row.amount for row in self.rows), 0])
        object.__setattr__(self, "_amounts", amounts)

    def of(self, values: Yen) -> Yen:
        """Return the amount of the row that each value falls in."""
        return self._amounts.take(row_index(self._limits, values))

    def __str__(self) -> str:
        rows = [f"{_bracket(row.up_to)} {row.amount:,}円" for row in self.rows]
        closed = self._limits[len(rows) - 1 :]
        return "、".join([*rows, *("超える場合 なし" for _ in closed)]) if rows else "なし"


@dataclass(frozen=True, slots=True)
class LineRow:
    """Up to and including ``up_to`` yen: ``rate`` of the value and ``plus`` yen."""

    up_to: int
    rate: Rate
    plus: int

    def __str__(self) -> str:
        if self.rate.numerator == 0:
            return f"{self.plus:,}円"
        times = "" if self.rate.numerator == self.rate.denominator else f"×{self.rate:%}"
        plus = f"{'＋' if self.plus > 0 else '－'}{abs(self.plus):,}円" if self.plus else ""
        return f"額{times}{plus}"


@dataclass(frozen=True, slots=True)
class LineTable:
    """Straight lines by brackets, as the law's quick tables (速算表) are."""

    rows: tuple[LineRow, ...]
    _limits: tuple[int, ...] = field(init=False, repr=False)
    _slopes: Counts = field(init=False, repr=False, compare=False)
    _starts: Yen = field(init=False, repr=False, compare=False)
    _denominator: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        denominator = lcm(*(row.rate.denominator for row in self.rows))
        slopes = [row.rate.numerator * denominator // row.rate.denominator for row in self.rows]
        starts = [row.plus * denominator for row in self.rows]
        object.__setattr__(self, "_limits", _limits_of(self.rows))
        object.__setattr__(self, "_slopes", np.array(slopes))
        object.__setattr__(self, "_starts", np.array(starts))
        object.__setattr__(self, "_denominator", denominator)

    def of(self, values: Yen, *, relief: Yen | None = None) -> Exact:
        """Return each value put through its row, never below 0.

        Args:
            values: Yen.
            relief: Yen by which the subtraction of the row is smaller, if it is.
        """
        index = row_index(self._limits, values).astype(np.intp)
        numerator: Yen = values * self._slopes.take(index) + self._starts.take(index)
        if relief is not None:
            numerator += relief * self._denominator
        return Exact(np.maximum(numerator, 0), self._denominator)

    def __str__(self) -> str:
        return "、".join(f"{_bracket(row.up_to)} {row}" for row in self.rows)


@dataclass(frozen=True, slots=True)
class RateRow:
    """Up to and including ``up_to`` yen: this rate."""

    up_to: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class RateTable:
    """Rates by brackets; the last row is open."""

    rows: tuple[RateRow, ...]
    _limits: tuple[int, ...] = field(init=False, repr=False)
    _numerators: Counts = field(init=False, repr=False, compare=False)
    _denominators: Counts = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_limits", _limits_of(self.rows))
        numerators = np.array([row.rate.numerator for row in self.rows])
        denominators = np.array([row.rate.denominator for row in self.rows])
        object.__setattr__(self, "_numerators", numerators)
        object.__setattr__(self, "_denominators", denominators)

    def of(self, by: Yen) -> Exact:
        """Return the rate found by ``by``; one denominator for all where the rows share it."""
        index = row_index(self._limits, by)
        first = int(self._denominators[0])
        if (self._denominators == first).all():
            return Exact(self._numerators.take(index), first)
        return Exact(self._numerators.take(index), self._denominators.take(index))

    def __str__(self) -> str:
        return "、".join(f"{_bracket(row.up_to)} {row.rate:%}" for row in self.rows)


@dataclass(frozen=True, slots=True)
class GridRow:
    """Up to and including ``up_to`` yen of the spouse: amounts by the taxpayer's own income."""

    up_to: int
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Amounts by the spouse's income (rows) and the taxpayer's own (columns).

    Outside the last row or column there is none.
    """

    own_up_to: tuple[int, ...]
    rows: tuple[GridRow, ...]
    _row_limits: tuple[int, ...] = field(init=False, repr=False)
    _amounts: Yen = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        width = len(self.own_up_to) + 1
        amounts = [[*row.amounts, 0] for row in self.rows] + [[0] * width]
        object.__setattr__(self, "_row_limits", _limits_of(self.rows))
        object.__setattr__(self, "_amounts", np.array(amounts).ravel())

    def of(self, *, own: Yen, spouse: Yen) -> Yen:
        """Return the amount for each pair of incomes."""
        width = np.int8(len(self.own_up_to) + 1)
        index = row_index(self._row_limits, spouse) * width + row_index(self.own_up_to, own)
        return self._amounts.take(index)


def choose(condition: Flags, yes: Exact, no: Exact) -> Exact:
    """Return ``yes`` where the condition holds and ``no`` elsewhere."""
    if yes.denominator is not no.denominator and yes.denominator != no.denominator:
        raise ValueError(f"denominators {yes.denominator} and {no.denominator} differ")
    return Exact(either(condition, yes.numerator, no.numerator), yes.denominator)


def _limits_of(rows: Sequence[AmountRow | LineRow | RateRow | GridRow]) -> tuple[int, ...]:
    return tuple(row.up_to for row in rows if row.up_to != OPEN)


def _bracket(up_to: int) -> str:
    if up_to == BELOW_ZERO:
        return "0円未満"
    return "超える場合" if up_to == OPEN else f"{up_to:,}円以下"
