"""Days of which not all is known keep what was written and where to sort it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.uncertain_day import NotADayError, read_uncertain_day, unless_exact
from juminzei.base.wareki import wareki_text

SINCE_OUR_CALENDAR = st.dates(min_value=date(1873, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("written", "sort_on"),
    [
        ("昭和20年頃", date(1945, 1, 1)),
        ("昭和20年5月頃", date(1945, 5, 1)),
        ("昭和20年月日不詳", date(1945, 1, 1)),
        ("昭和20年5月日不詳", date(1945, 5, 1)),
        ("昭和20年5月下旬", date(1945, 5, 21)),
        ("1945年 5月 不詳", date(1945, 5, 1)),
        ("昭和20年2月30日", date(1945, 2, 28)),
        ("昭和20年4月31日", date(1945, 4, 30)),
        ("旧暦明治5年12月30日", date(1872, 12, 30)),
        ("明治5年11月30日", date(1872, 11, 30)),
        ("慶応3年1月1日", None),
        ("年月日不詳", None),
        ("生年月日不明", None),
    ],
)
def test_what_is_not_known_stays_as_written_and_sorts_first(
    written: str, sort_on: date | None
) -> None:
    read = read_uncertain_day(written)
    assert (read.text, read.sort_on, read.exact) == (written, sort_on, False)
    assert read_uncertain_day(read.text) == read
    assert unless_exact(written) == written


@pytest.mark.parametrize(
    "written", ["昭和55年4月1日", "S55.4.1", "1980-04-01", "19800401", "１９８０年４月１日"]
)
def test_a_whole_day_is_read_however_it_is_written(written: str) -> None:
    read = read_uncertain_day(written)
    assert (read.sort_on, read.exact) == (date(1980, 4, 1), True)
    assert unless_exact(written) == ""


@pytest.mark.parametrize(
    "written",
    ["", "昨日", "昭和0年1月1日", "1980-13-01", "1980年1月32日", "0980年1月1日", "4月1日"],
)
def test_what_is_no_day_is_refused_with_a_remedy(written: str) -> None:
    with pytest.raises(NotADayError, match=r"入れてください|確かめてください"):
        read_uncertain_day(written)


def test_what_nobody_can_read_is_shown_as_it_stands() -> None:
    assert unless_exact("戸籍に記載なし") == "戸籍に記載なし"
    assert unless_exact("") == ""


@given(SINCE_OUR_CALENDAR)
def test_every_day_by_its_era_comes_back(day: date) -> None:
    for text in (wareki_text(day), day.isoformat(), f"{day:%Y%m%d}"):
        read = read_uncertain_day(text)
        assert (read.sort_on, read.exact) == (day, True)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = read_uncertain_day(text)
    except NotADayError:
        return
    assert read.text == text.strip()
