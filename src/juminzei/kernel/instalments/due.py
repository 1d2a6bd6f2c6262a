"""When instalments fall due: dates of the law and the ordinance, shifted off closed days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from juminzei.base.business_days import next_open_day
from juminzei.base.citation import cites

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.kernel.law import Law

METHODS = ("ordinary", "special", "pension_first", "pension")
DECEMBER, JUNE = 12, 6
SPECIAL_MONTHS = (6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)
"""June to May; above 12 the months of the next year."""
PROVISIONAL_MONTHS, MAIN_MONTHS = (4, 6, 8), (10, 12, 14)


class Due(NamedTuple):
    """One instalment without its amount."""

    kind: str
    """``ordinary``, ``special``, ``pension_provisional`` or ``pension_main``."""
    term: int
    """期別, counted from 1 within its kind."""
    month: str
    """``"2026-06"``: the term's month, or the month of the withholding."""
    due_on: date
    """納期限: for withheld tax, when the employer or pension payer pays it over."""


@cites("地方税法320条", "地方税法321条の5", "地方税法321条の7の6", "地方税法20条の5第2項")
def due_dates(tax_year: int, method: str, law: Law, *, half_yearly: bool = False) -> list[Due]:
    """Return the instalments of a method, in the order in which they are collected.

    Args:
        tax_year: 年度.
        method: One of :data:`METHODS`.
        law: Its ordinance fixes the ordinary terms.
        half_yearly: With ``special``: whether the employer pays over twice a year (納期の特例).

    Raises:
        ValueError: No such method.
    """
    if method == "ordinary":
        return _ordinary(law)
    if method == "special":
        due = _half_year_end if half_yearly else _next_month
        return _withheld("special", tax_year, SPECIAL_MONTHS, due, law)
    if method == "pension_first":
        return _ordinary(law)[:2] + _withheld(
            "pension_main", tax_year, MAIN_MONTHS, _next_month, law
        )
    if method == "pension":
        return [
            *_withheld("pension_provisional", tax_year, PROVISIONAL_MONTHS, _next_month, law),
            *_withheld("pension_main", tax_year, MAIN_MONTHS, _next_month, law),
        ]
    raise ValueError(f"{method!r} is no method of collection; use one of {', '.join(METHODS)}")


def _ordinary(law: Law) -> list[Due]:
    rules = law.city.ordinary_collection
    return [
        Due("ordinary", term, month, next_open_day(day))
        for term, (month, day) in enumerate(zip(rules.months, rules.due_on, strict=True), 1)
    ]


def _withheld(
    kind: str, tax_year: int, months: tuple[int, ...], due: Callable[[int], int], law: Law
) -> list[Due]:
    day = law.national.collection.special_due_day
    return [
        Due(
            kind,
            term,
            f"{_month(tax_year, month):%Y-%m}",
            next_open_day(_month(tax_year, due(month)).replace(day=day)),
        )
        for term, month in enumerate(months, 1)
    ]


def _next_month(month: int) -> int:
    return month + 1


def _half_year_end(month: int) -> int:
    """Return 10 December for June to November, 10 June for December to May."""
    return DECEMBER if month < DECEMBER else DECEMBER + JUNE


def _month(tax_year: int, month: int) -> date:
    """Return the first day of a month counted from January of ``tax_year``, 13 and on later."""
    return date(tax_year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
