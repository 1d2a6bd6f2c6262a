"""和暦 as notices write it and reports give it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.wareki import Era, era_of, from_era, tax_year_text, wareki_text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 6, 30), "令和8年6月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 29), "明治45年7月29日"),
    ],
)
def test_a_day_is_written_in_its_era(day: date, text: str) -> None:
    assert wareki_text(day) == text


def test_a_tax_year_is_written_in_its_era() -> None:
    assert tax_year_text(2025) == "令和7年度"
    assert tax_year_text(2026) == "令和8年度"


def test_days_before_meiji_have_no_era() -> None:
    with pytest.raises(ValueError, match="1868-01-24 は明治より前"):
        wareki_text(date(1868, 1, 24))


@given(day=st.dates(date(1873, 1, 1), date(2117, 12, 31)))
def test_what_is_written_reads_back(day: date) -> None:
    era, year = era_of(day)
    assert from_era(era, year, day.month, day.day) == day


def test_forms_printed_before_a_change_of_era_are_read_as_meant() -> None:
    assert from_era(Era.HEISEI, 31, 12, 20) == date(2019, 12, 20)
    assert from_era(Era.SHOWA, 64, 3, 1) == date(1989, 3, 1)


@pytest.mark.parametrize(
    ("era", "year", "month", "day", "problem"),
    [
        (Era.HEISEI, 32, 1, 1, "平成32年は存在しません"),
        (Era.SHOWA, 0, 1, 1, "昭和0年は存在しません"),
        (Era.SHOWA, 33, 2, 29, "昭和33年2月29日という日はありません"),
        (Era.REIWA, 8, 13, 1, "令和8年13月1日という日はありません"),
    ],
)
def test_a_day_that_never_was_is_refused(
    era: Era, year: int, month: int, day: int, problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        from_era(era, year, month, day)


def test_an_era_has_its_letter() -> None:
    assert [era.letter for era in Era] == ["M", "T", "S", "H", "R"]
