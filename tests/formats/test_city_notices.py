"""Other cities' notices in our own layout: round trips, broken rows, wrong frames."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.formats import city_notice
from juminzei.formats.city_notice import CityNotice, CityNoticeKind
from juminzei.formats.detect import detect
from juminzei.formats.errors import FormatError
from support.one_stop_files import KUMAGAYA, city_notice_file, told
from support.register_strategies import some_days, some_words, words
from support.report_files import HERE, number
from support.report_strategies import individual_numbers

yen = st.one_of(st.none(), st.integers(0, 99_999_999_999))
any_notice = st.builds(
    CityNotice,
    reference=words,
    notice=st.sampled_from(CityNoticeKind),
    noticed_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    name=words,
    kana=words,
    birth_on=some_days,
    address=words,
    individual_number=individual_numbers,
    revenue_employment=yen,
    revenue_public_pension=yen,
    aggregate_income=yen,
    note=some_words,
)


@given(st.lists(any_notice, max_size=4))
@settings(max_examples=40)
def test_any_notice_is_read_as_written(records: list[CityNotice]) -> None:
    data = city_notice_file(*records)
    file = city_notice.read(data)
    assert (file.municipality, file.sender, file.income_year) == (HERE, KUMAGAYA, 2025)
    assert file.rows.broken == []
    assert [record for _, record in file.rows.records] == records
    assert detect(data) == "city_notice"


@pytest.mark.parametrize(
    ("old", "new", "column", "value_class"),
    [
        ("294条3項通知", "通知", 3, "区分外"),
        ("2026-03-01", "2026-02-29", 4, "実在しない日付"),
        ("2026-03-01", "", 4, "空欄"),
        (",3000000,", ",-3000000,", 10, "負の数"),
    ],
)
def test_a_broken_row_is_named_by_its_column(
    old: str, new: str, column: int, value_class: str
) -> None:
    data = city_notice_file(told(individual_number=number(3))).replace(old.encode(), new.encode())
    [row] = city_notice.read(data).rows.broken
    assert [(found.column, found.value_class) for found in row.findings] == [(column, value_class)]
    assert number(3).reveal() not in row.raw


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b",112020\r\n", b"\r\n", "送付元の団体コード"),
        (b",112020\r\n", b",112021\r\n", "送付元の団体コード"),
        (b",2025,", b",25,", "西暦4桁"),
        (b"T,1", b"T,2", "件数が明細と合いません"),
    ],
)
def test_a_wrong_frame_refuses_the_file(old: bytes, new: bytes, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        city_notice.read(city_notice_file(told()).replace(old, new))


@given(st.binary(max_size=200))
@settings(max_examples=100)
def test_no_bytes_make_the_reader_fail_otherwise_than_by_refusing(noise: bytes) -> None:
    """T-I13: fuzz of the parser: it reads or refuses, whatever stands in a file."""
    whole = city_notice_file(told())
    for data in (whole[:70] + noise + whole[70:], whole + noise):
        with suppress(FormatError):
            assert city_notice.read(data).municipality in data.decode("utf-8", "replace")
