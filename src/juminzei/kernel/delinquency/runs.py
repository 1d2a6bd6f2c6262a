"""Runs of days on which rate, base and remission are the same; each is cut to whole yen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from juminzei.base.money import Rate
    from juminzei.kernel.parameters.interest import InterestLaw

DAY = timedelta(days=1)


class RemissionKind(StrEnum):
    """延滞金の免除: how much of what falls on certain days is let off."""

    WHOLE = "whole"
    """執行停止, 災害等の徴収猶予."""
    HALF = "half"
    """Half of it, as an authority may decide."""
    GRACE = "grace"
    """Other 徴収猶予 and 換価の猶予: all above the year's 猶予特例基準割合."""


@dataclass(frozen=True, slots=True)
class Remission:
    """Days, both included, on which the charge is let off in whole or in part."""

    first: date
    last: date
    kind: RemissionKind


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds on a day."""

    rate: Rate
    base: int
    remission: RemissionKind | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Days, both included, with one rate, and the yen that fall on them."""

    first: date
    last: date
    terms: Terms
    amount: int

    @property
    def days(self) -> int:
        """How many days it is long."""
        return (self.last - self.first).days + 1

    @property
    def rate_per_mille(self) -> int:
        """The yearly rate in thousandths; the law's rates have one decimal of a percent."""
        return self.terms.rate.numerator * 1_000 // self.terms.rate.denominator


def runs(
    first: date,
    last: date,
    breaks: Iterable[date],
    terms_on: Callable[[date], Terms],
    law: InterestLaw,
) -> list[Run]:
    """Return the runs from ``first`` to ``last``, neighbours with the same terms in one.

    Args:
        first: First day charged.
        last: Last day charged; before ``first`` there is none.
        breaks: Days on which terms may change, besides every 1 January.
        terms_on: What holds on a day; asked for the first day of each piece only.
        law: How many days a year has.
    """
    if last < first:
        return []
    years = (date(year, 1, 1) for year in range(first.year + 1, last.year + 1))
    starts = sorted({first, *(day for day in (*breaks, *years) if first < day <= last)})
    pieces: list[tuple[date, Terms]] = []
    for start in starts:
        terms = terms_on(start)
        if not pieces or pieces[-1][1] != terms:
            pieces.append((start, terms))
    ends = [start - DAY for start, _ in pieces[1:]] + [last]
    return [
        Run(start, end, terms, _amount(terms, (end - start).days + 1, law))
        for (start, terms), end in zip(pieces, ends, strict=True)
    ]


@cites("地方税法20条の4の2第2項", "地方税法326条1項")
def charged_base(amount: int, law: InterestLaw) -> int:
    """Return what is charged on: below 1,000 yen cut off, nothing below 2,000."""
    unit = law.rounding.base_unit
    return 0 if amount < law.rounding.least_base else amount // unit * unit


@cites("地方税法20条の4の2第5項")
def rounded_charge(parts: Sequence[Run], law: InterestLaw) -> int:
    """Return the sum of the runs: below 100 yen cut off, nothing below 1,000."""
    total = sum(run.amount for run in parts)
    unit = law.rounding.charge_unit
    return 0 if total < law.rounding.least_charge else total // unit * unit


def overlapping(remissions: Sequence[Remission]) -> bool:
    """Say whether two remissions share a day, so that it is not clear which holds."""
    ordered = sorted(remissions, key=lambda one: one.first)
    return any(later.first <= earlier.last for earlier, later in pairwise(ordered))


@cites("地方税法326条1項", "利率等の表示の年利建て移行に関する法律25条")
def _amount(terms: Terms, days: int, law: InterestLaw) -> int:
    """Return base × rate × days ÷ 365, less what is let off, cut to whole yen."""
    if terms.remission is RemissionKind.WHOLE:
        return 0
    parts = 2 if terms.remission is RemissionKind.HALF else 1
    divisor = terms.rate.denominator * law.year_length.days * parts
    return terms.base * terms.rate.numerator * days // divisor
