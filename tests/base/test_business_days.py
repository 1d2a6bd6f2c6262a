"""Closed days by 地方税法20条の5第2項 and its 施行令6条の18第2項."""

from __future__ import annotations

from datetime import date, timedelta

import jpholiday
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.business_days import is_closed, next_open_day

HOLIDAYS_2026 = [
    *("2026-01-12", "2026-02-11", "2026-02-23", "2026-03-20", "2026-04-29"),
    *("2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06", "2026-07-20", "2026-08-11"),
    *("2026-09-21", "2026-09-22", "2026-09-23", "2026-10-12", "2026-11-03", "2026-11-23"),
]
HOLIDAYS_2027 = [
    *("2027-01-11", "2027-02-11", "2027-02-23", "2027-03-21", "2027-03-22", "2027-04-29"),
    *("2027-05-03", "2027-05-04", "2027-05-05", "2027-07-19", "2027-08-11", "2027-09-20"),
    *("2027-09-23", "2027-10-11", "2027-11-03", "2027-11-23"),
]


@pytest.mark.parametrize("text", HOLIDAYS_2026 + HOLIDAYS_2027)
def test_offices_are_closed_on_holidays(text: str) -> None:
    assert is_closed(date.fromisoformat(text))


def test_the_holidays_of_two_years_are_no_more_than_those() -> None:
    known = {date.fromisoformat(text) for text in HOLIDAYS_2026 + HOLIDAYS_2027}
    every_day = [date(2026, 1, 4) + timedelta(days=n) for n in range(365 * 2 - 9)]
    working = [day for day in every_day if day.weekday() < 5 and day not in known]
    closed = [day for day in working if is_closed(day)]
    # What is left are the days around the New Year between.
    assert closed == [date(2026, 12, 29 + n) for n in range(3)] + [date(2027, 1, 1)]


@pytest.mark.parametrize("year", range(2014, 2032))
def test_the_table_agrees_with_a_second_one(year: int) -> None:
    days = [date(year, 1, 4) + timedelta(days=n) for n in range(366)]
    weekdays = [day for day in days if day <= date(year, 12, 28) and day.weekday() < 5]
    holidays = {day for day, _ in jpholiday.year_holidays(year)}
    assert {day for day in weekdays if is_closed(day)} == holidays & set(weekdays)


@pytest.mark.parametrize(
    ("holiday", "usual"),
    [
        pytest.param("2020-07-23", "2020-07-20", id="海の日 before the opening of the Games"),
        pytest.param("2020-07-24", "2020-10-12", id="スポーツの日 to their opening"),
        pytest.param("2020-08-10", "2020-08-11", id="山の日 to the day after their closing"),
        pytest.param("2021-07-22", "2021-07-19", id="海の日, a year later"),
        pytest.param("2021-07-23", "2021-10-11", id="スポーツの日, a year later"),
        pytest.param("2021-08-09", "2021-08-11", id="山の日 of Sunday 8 August: its substitute"),
        pytest.param("2019-05-01", "2019-05-07", id="the accession; 7 May is open again"),
        pytest.param("2019-10-22", "2019-10-21", id="the enthronement; the day before is open"),
    ],
)
def test_holidays_that_an_act_moved_close_their_new_day_and_not_the_usual_one(
    holiday: str, usual: str
) -> None:
    assert is_closed(date.fromisoformat(holiday))
    assert not is_closed(date.fromisoformat(usual))


def test_days_between_holidays_are_closed_too() -> None:
    # 30 April and 2 May 2019 lie between 昭和の日, the accession and 憲法記念日.
    golden_week = [date(2019, 4, 27) + timedelta(days=n) for n in range(10)]
    assert all(is_closed(day) for day in golden_week)
    assert next_open_day(golden_week[0]) == date(2019, 5, 7)


def test_a_birthday_of_the_emperor_was_in_december_until_2018_and_is_in_february() -> None:
    assert is_closed(date(2016, 12, 23))  # a Friday
    assert not is_closed(date(2019, 12, 23))  # a Monday
    assert not is_closed(date(2018, 2, 23))  # a Friday
    assert is_closed(date(2021, 2, 23))  # a Tuesday


@pytest.mark.parametrize(
    ("due", "shifted"),
    [
        pytest.param(date(2026, 6, 30), date(2026, 6, 30), id="a Tuesday stays"),
        pytest.param(date(2026, 10, 31), date(2026, 11, 2), id="Saturday to Monday"),
        pytest.param(date(2026, 12, 28), date(2026, 12, 28), id="28 December is open"),
        pytest.param(date(2026, 12, 29), date(2027, 1, 4), id="29 December to 4 January"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 4), id="吉川市: 31 December to 4 January"),
        pytest.param(date(2026, 9, 19), date(2026, 9, 24), id="a week of holidays"),
        pytest.param(date(2025, 12, 31), date(2026, 1, 5), id="4 January 2026 is a Sunday"),
    ],
)
def test_a_time_limit_moves_to_the_next_open_day(due: date, shifted: date) -> None:
    assert next_open_day(due) == shifted


@given(day=st.dates(date(2014, 1, 1), date(2031, 12, 1)))
def test_the_next_open_day_is_open_and_everything_before_it_closed(day: date) -> None:
    found = next_open_day(day)
    assert not is_closed(found)
    between = [day + timedelta(days=n) for n in range((found - day).days)]
    assert all(is_closed(one) for one in between)


def test_a_year_without_a_table_is_refused_rather_than_guessed() -> None:
    with pytest.raises(ValueError, match="2035年の祝日が登録されていません"):
        is_closed(date(2035, 6, 29))
