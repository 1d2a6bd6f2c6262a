"""The classes that gainers and losers are told by (階級): income, age, family, change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.simulation.family import Family

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.kernel.simulation.people import Compared

MAN = 10_000
INCOME_LIMITS = tuple(limit * MAN for limit in (0, 45, 100, 200, 300, 400, 550, 700, 1_000, 2_000))
"""Yen; a person is in the first class whose limit is not passed."""
AGE_LIMITS = (19, 29, 39, 49, 59, 64, 74)
"""Years; the last class is open."""
CHANGE_LIMITS = (
    *(-100_000, -50_000, -30_000, -10_000, -5_000, -1_000, -1),
    *(0, 999, 4_999, 9_999, 29_999, 49_999, 99_999),
)
"""Yen; the middle class is those for whom nothing changes."""


@dataclass(frozen=True, slots=True)
class Classing:
    """One way to divide people: its name, its title in Japanese and its classes."""

    name: str
    title: str
    labels: tuple[str, ...]

    def of(self, people: Compared) -> NDArray[np.int64]:
        """Return the class of each person, an index of ``labels``."""
        if self.name == "income":
            return np.searchsorted(INCOME_LIMITS, people.aggregate_income)
        if self.name == "age":
            return np.searchsorted(AGE_LIMITS, people.age)
        if self.name == "change":
            return np.searchsorted(CHANGE_LIMITS, people.difference)
        return people.family.astype(np.int64)


def _man(yen: int) -> str:
    return f"{yen // MAN:,}万円"


def _incomes() -> tuple[str, ...]:
    between = pairwise(INCOME_LIMITS[1:])
    return (
        "0円以下",
        f"{_man(INCOME_LIMITS[1])}以下",
        *(f"{_man(low)}超{_man(high)}以下" for low, high in between),
        f"{_man(INCOME_LIMITS[-1])}超",
    )


def _ages() -> tuple[str, ...]:
    between = pairwise(AGE_LIMITS)
    return (
        f"{AGE_LIMITS[0]}歳以下",
        *(f"{low + 1}～{high}歳" for low, high in between),
        f"{AGE_LIMITS[-1] + 1}歳以上",
    )


def _changes() -> tuple[str, ...]:
    steps = (1, 1_000, 5_000, 10_000, 30_000, 50_000, 100_000)
    sizes = [f"{low:,}円以上{high:,}円未満" for low, high in pairwise(steps)]
    sizes = [f"{steps[1]:,}円未満", *sizes[1:], f"{steps[-1]:,}円以上"]
    return (
        *(f"{size}の減" for size in reversed(sizes)),
        "変わらない",
        *(f"{size}の増" for size in sizes),
    )


BY_INCOME = Classing("income", "合計所得金額の階級別", _incomes())
BY_AGE = Classing("age", "年齢の階級別", _ages())
BY_FAMILY = Classing("family", "家族の区分別", tuple(one.label for one in Family))
BY_CHANGE = Classing("change", "年税額の増減の分布", _changes())
