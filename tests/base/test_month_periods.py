"""Periods of months and years by 民法143条, at the ends of months and in leap years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.month_periods import end_of_month, last_day, years_begun

days = st.dates(date(2014, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        pytest.param(date(2026, 7, 1), 1, date(2026, 7, 31), id="a whole month"),
        pytest.param(date(2026, 2, 3), 1, date(2026, 3, 2), id="the day before the same date"),
        pytest.param(date(2023, 1, 31), 1, date(2023, 2, 28), id="no 31 February"),
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="no 31 February, leap year"),
        pytest.param(date(2024, 1, 30), 1, date(2024, 2, 29), id="no 30 February"),
        pytest.param(date(2024, 1, 29), 1, date(2024, 2, 28), id="there is a 29 February"),
        pytest.param(date(2026, 12, 15), 1, date(2027, 1, 14), id="over the new year"),
        pytest.param(date(2026, 11, 30), 3, date(2027, 2, 28), id="three months, no 30 February"),
        pytest.param(date(2026, 7, 1), 36, date(2029, 6, 30), id="three years"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="no 29 February in 2025"),
        pytest.param(date(2024, 2, 29), 48, date(2028, 2, 28), id="there is one in 2028"),
    ],
)
def test_a_period_is_over_with_the_day_before_the_same_date(
    start: date, months: int, last: date
) -> None:
    assert last_day(start, months=months) == last


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        pytest.param(date(1985, 4, 1), date(2019, 3, 31), 34, id="just 34 years"),
        pytest.param(date(1985, 4, 1), date(2019, 4, 1), 35, id="a day more begins a year"),
        pytest.param(date(2020, 5, 5), date(2020, 5, 5), 1, id="one day"),
        pytest.param(date(2020, 12, 31), date(2021, 1, 1), 1, id="over the new year"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 28), 1, id="from a leap day"),
        pytest.param(date(2024, 2, 29), date(2025, 3, 1), 2, id="from a leap day, one day more"),
    ],
)
def test_a_begun_year_counts_whole(start: date, end: date, years: int) -> None:
    assert years_begun(start, end) == years


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-04-01 is before 2026-04-02"):
        years_begun(date(2026, 4, 2), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 12, 1), 31),
        (date(2024, 2, 29), 29),
        (date(2023, 2, 1), 28),
        (date(2026, 4, 30), 30),
    ],
)
def test_a_month_has_its_last_day(day: date, last: int) -> None:
    assert end_of_month(day) == day.replace(day=last)


@given(start=days, months=st.integers(1, 40))
def test_longer_periods_end_later(start: date, months: int) -> None:
    assert start <= last_day(start, months=months) < last_day(start, months=months + 1)


@given(start=days)
def test_a_month_is_28_to_31_days(start: date) -> None:
    length = last_day(start, months=1) - start + timedelta(days=1)
    assert timedelta(days=28) <= length <= timedelta(days=31)
