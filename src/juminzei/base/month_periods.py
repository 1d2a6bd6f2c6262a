"""Periods of months and years as 民法143条 counts them: by the calendar, not by days."""

from __future__ import annotations

from datetime import date, timedelta

from juminzei.base.citation import cites

DECEMBER = 12


@cites("民法143条")
def last_day(start: date, *, months: int) -> date:
    """Return the day with whose end ``months`` months that begin on ``start`` are over.

    It is the day before the same date of the last month; where that month has no such date,
    its last day: one month from 31 January is over on 28 or 29 February.

    Args:
        start: The first day of the period.
        months: 1 or more; years are twelve each.
    """
    count = start.year * 12 + start.month - 1 + months
    first = date(count // 12, count % 12 + 1, 1)
    after = first + timedelta(days=start.day - 1)
    if after.month != first.month:
        return end_of_month(first)
    return after - timedelta(days=1)


def years_begun(start: date, end: date) -> int:
    """Return how many years ``start`` to ``end`` touch: whole years, a begun one counted whole.

    Raises:
        ValueError: The period ends before it starts.
    """
    if end < start:
        raise ValueError(f"{end} is before {start}; give a period that ends after it starts")
    years = max(1, end.year - start.year)
    while last_day(start, months=12 * years) < end:
        years += 1
    return years


def end_of_month(day: date) -> date:
    """Return the last day of the month of ``day``."""
    following = date(day.year + day.month // DECEMBER, day.month % DECEMBER + 1, 1)
    return following - timedelta(days=1)
