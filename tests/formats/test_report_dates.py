"""T-I07: dates by era and year are right at every boundary, or refused for what they are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats import resident_register, wage_report
from juminzei.formats.cells.codec import RefusedError
from juminzei.formats.cells.dates import EraDate, IncomeYear, IsoDate, ShortDate
from support.records import resident
from support.report_cells import WAGE_98, cells, file_of, wage_file

BIRTH = EraDate(required=True, year_base=2018)
SHORT = ShortDate(2018)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param(("3", "45", "07", "29"), date(1912, 7, 29), id="the last day of 明治"),
        pytest.param(("2", "01", "07", "30"), date(1912, 7, 30), id="the first day of 大正"),
        pytest.param(("2", "15", "12", "24"), date(1926, 12, 24), id="the last whole day of 大正"),
        pytest.param(("1", "01", "12", "25"), date(1926, 12, 25), id="the first day of 昭和"),
        pytest.param(("1", "64", "01", "07"), date(1989, 1, 7), id="the last day of 昭和"),
        pytest.param(("4", "01", "01", "08"), date(1989, 1, 8), id="the first day of 平成"),
        pytest.param(("4", "31", "04", "30"), date(2019, 4, 30), id="the last day of 平成"),
        pytest.param(("5", "01", "05", "01"), date(2019, 5, 1), id="the first day of 令和"),
        pytest.param(("4", "12", "02", "29"), date(2000, 2, 29), id="a leap century"),
        pytest.param(("5", "06", "02", "29"), date(2024, 2, 29), id="a leap year"),
    ],
)
def test_an_era_begins_and_ends_on_its_day(written: tuple[str, ...], day: date) -> None:
    assert BIRTH.read(written) == day
    assert BIRTH.write(day) == written


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param(("4", "31", "05", "01"), date(2019, 5, 1), id="a form of 平成 used on"),
        pytest.param(("2", "15", "12", "25"), date(1926, 12, 25), id="大正's last is 昭和's first"),
        pytest.param(("1", "64", "01", "08"), date(1989, 1, 8), id="a form of 昭和 used on"),
    ],
)
def test_a_day_just_after_its_era_is_taken_as_meant(written: tuple[str, ...], day: date) -> None:
    assert BIRTH.read(written) == day


@pytest.mark.parametrize(
    ("written", "value_class", "place"),
    [
        pytest.param(("5", "07", "02", "29"), "実在しない日付", 1, id="no leap year"),
        pytest.param(("4", "11", "02", "29"), "実在しない日付", 1, id="1999 neither"),
        pytest.param(("1", "55", "04", "31"), "実在しない日付", 1, id="30 days hath April"),
        pytest.param(("1", "55", "13", "01"), "実在しない日付", 1, id="a thirteenth month"),
        pytest.param(("1", "55", "00", "01"), "実在しない日付", 1, id="month 0"),
        pytest.param(("1", "65", "01", "01"), "実在しない日付", 1, id="昭和65年"),
        pytest.param(("4", "32", "01", "01"), "実在しない日付", 1, id="平成32年"),
        pytest.param(("1", "00", "01", "01"), "実在しない日付", 1, id="year 0"),
        pytest.param(("6", "01", "01", "01"), "区分外", 0, id="an era to come"),
        pytest.param(("9", "80", "01", "01"), "区分外", 0, id="その他 names no era"),
        pytest.param(("", "55", "04", "02"), "区分外", 0, id="no era"),
        pytest.param(("1", "5五", "04", "02"), "数字でない", 1, id="a kanji digit"),
        pytest.param(("1", "1980", "04", "02"), "数字でない", 1, id="four digits of the year"),
        pytest.param(("1", "55", "", "02"), "数字でない", 2, id="no month"),
        pytest.param(("1", "55", "04", "二"), "数字でない", 3, id="a day in kanji"),
        pytest.param(("", "", "", ""), "空欄", 0, id="nothing"),
    ],
)
def test_a_day_that_never_was_is_refused(
    written: tuple[str, ...], value_class: str, place: int
) -> None:
    with pytest.raises(RefusedError) as refused:
        BIRTH.read(written)
    [problem] = refused.value.problems
    assert (problem.value_class, problem.place) == (value_class, place)


def test_nobody_is_born_after_the_income_year() -> None:
    assert BIRTH.read(("5", "07", "12", "31", "07")) == date(2025, 12, 31)
    with pytest.raises(RefusedError, match="未来の日付"):
        BIRTH.read(("5", "08", "01", "01", "07"))


def test_a_birth_after_the_income_year_breaks_the_row_at_its_column() -> None:
    result = wage_report.read(wage_file({44: "5", 45: "08", 46: "01", 47: "01"}, {}))
    [broken] = result.broken
    assert [(f.column, f.value_class) for f in broken.findings] == [(45, "未来の日付")]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param(("07", "12", "31", "07"), date(2025, 12, 31), id="the income year itself"),
        pytest.param(("08", "01", "01", "07"), date(1996, 1, 1), id="later than it: 平成8"),
        pytest.param(("24", "06", "30", "07"), date(2012, 6, 30), id="平成24"),
        pytest.param(("01", "05", "01", "07"), date(2019, 5, 1), id="令和元年"),
        pytest.param(("31", "04", "30", "07"), date(2019, 4, 30), id="平成31"),
        pytest.param(("", "", "", "07"), None, id="blank"),
        pytest.param(("00", "00", "00", "07"), None, id="zeros"),
    ],
)
def test_a_year_without_its_era_is_the_latest_that_can_be_meant(
    written: tuple[str, ...], day: date | None
) -> None:
    assert SHORT.read(written) == day


def test_years_are_of_heisei_in_the_layout_of_its_time() -> None:
    row = cells(98, WAGE_98, {60: "2", 61: "26", 62: "03", 63: "31", 74: "01", 75: "02", 76: "03"})
    [(_, report)] = wage_report.read(file_of(",".join(row))).records
    assert report.left_on == date(2014, 3, 31)
    assert report.housing_move_in_on == date(1989, 2, 3)


@pytest.mark.parametrize("written", [("07", "02", "29"), ("x", "01", "01"), ("07", "", "")])
def test_a_short_date_that_never_was_is_refused(written: tuple[str, ...]) -> None:
    with pytest.raises(RefusedError):
        SHORT.read(written)


@pytest.mark.parametrize(
    ("written", "year"),
    [("07", 2025), ("7", 2025), ("01", 2019), ("31", 2019), ("30", 2018), ("02", 2020)],
)
def test_the_income_year_is_read_by_the_era_of_the_layout(written: str, year: int) -> None:
    assert IncomeYear(2018).read((written,)) == year


@pytest.mark.parametrize("written", ["", "0", "00", "100", "2025", "令7", "７"])
def test_an_income_year_is_two_half_width_digits(written: str) -> None:
    with pytest.raises(RefusedError, match="年分でない"):
        IncomeYear(2018).read((written,))


@given(st.dates(date(1868, 1, 25), date(2025, 12, 31)))
def test_every_birth_is_written_as_it_is_read(day: date) -> None:
    assert BIRTH.read(BIRTH.write(day)) == day


@given(st.dates(date(1997, 1, 1), date(2025, 12, 31)))
def test_every_short_date_of_thirty_years_is_written_as_it_is_read(day: date) -> None:
    assert SHORT.read((*SHORT.write(day), "07")) == day


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-13-01", "20260101", "2026-1-1", "R8.1.1", "２０２６-01-01"]
)
def test_our_own_dates_are_written_one_way(text: str) -> None:
    with pytest.raises(RefusedError, match="実在しない日付"):
        IsoDate(required=False).read((text,))
    assert IsoDate(required=False).read(("2028-02-29",)) == date(2028, 2, 29)


def test_nobody_in_the_register_is_born_after_it_was_processed() -> None:
    newborn = resident(birth_on=date(2026, 1, 1), true_from=date(2026, 1, 1))
    on_the_day = resident_register.write(
        [newborn], processed_on=date(2026, 1, 1), municipality="112101"
    )
    assert len(resident_register.read(on_the_day).records) == 1
    the_day_before = resident_register.write(
        [newborn], processed_on=date(2025, 12, 31), municipality="112101"
    )
    [broken] = resident_register.read(the_day_before).broken
    assert [f.value_class for f in broken.findings] == ["未来の日付"]
