"""Days on which banks and offices are closed, and the next day on which they are open."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from juminzei.base.citation import cites

SATURDAY = 5
JANUARY, DECEMBER = 1, 12
YEAR_END_FROM = 29
NEW_YEAR_UNTIL = 3


@cites("地方税法20条の5第2項", "地方税法施行令6条の18第2項", "国民の祝日に関する法律")
def is_closed(day: date) -> bool:
    """Return whether a time limit cannot end on ``day``.

    Closed are Saturdays, Sundays, national holidays with their substitutes, and
    29 December to 3 January.

    Raises:
        UnknownHolidaysError: The holidays of that year are not in ``holidays.toml``.
    """
    return (
        day.weekday() >= SATURDAY
        or (day.month == DECEMBER and day.day >= YEAR_END_FROM)
        or (day.month == JANUARY and day.day <= NEW_YEAR_UNTIL)
        or day in _holidays(day.year)
    )


class UnknownHolidaysError(ValueError):
    """The holidays of a year are not in ``holidays.toml``."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"{year}年の祝日が登録されていません。base/holidays.toml に追加してください。"
        )


def next_open_day(day: date) -> date:
    """Return ``day`` itself if open, otherwise the next open day after it."""
    while is_closed(day):
        day += timedelta(days=1)
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    try:
        return frozenset(_table()[str(year)])
    except KeyError:
        raise UnknownHolidaysError(year) from None


@cache
def _table() -> dict[str, list[date]]:
    table: dict[str, list[date]] = tomllib.loads(
        files("juminzei.base").joinpath("holidays.toml").read_text(encoding="utf-8")
    )
    return table
