"""One-stop donation notices in our own layout: round trips, broken rows, control totals."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.formats import one_stop
from juminzei.formats.detect import detect, detect_head
from juminzei.formats.errors import FormatError
from support.one_stop_files import KUMAGAYA, notice, notices
from support.register_strategies import words
from support.report_files import HERE, number
from support.report_strategies import cities, individual_numbers

any_notice = st.builds(
    one_stop.OneStopNotice,
    name=words,
    kana=words,
    address=words,
    birth_on=st.dates(date(1900, 1, 1), date(2025, 12, 31)),
    individual_number=individual_numbers,
    donated_on=st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2025, 12, 31))),
    amount=st.integers(0, 99_999_999_999),
    body=cities,
)


@given(st.lists(any_notice, max_size=4))
@settings(max_examples=40)
def test_any_notice_is_read_as_written(records: list[one_stop.OneStopNotice]) -> None:
    data = notices(*records)
    file = one_stop.read(data)
    assert (file.municipality, file.income_year, file.rows.broken) == (HERE, 2025, [])
    assert [record for _, record in file.rows.records] == records
    assert notices(*[record for _, record in file.rows.records]) == data


@pytest.mark.parametrize(
    ("old", "new", "column", "value_class"),
    [
        ("1980-04-02", "1980-02-30", 5, "実在しない日付"),
        ("1980-04-02", "2026-01-01", 5, "未来の日付"),
        ("1980-04-02", "", 5, "空欄"),
        ("2025-12-01", "2024-12-01", 7, "ほかの年"),
        (KUMAGAYA, "112026", 9, "市町村コードでない"),
    ],
)
def test_a_broken_row_is_named_by_its_column(
    old: str, new: str, column: int, value_class: str
) -> None:
    data = notices(notice(individual_number=number(3))).replace(old.encode(), new.encode())
    [row] = one_stop.read(data).rows.broken
    assert [(found.column, found.value_class) for found in row.findings] == [(column, value_class)]
    assert number(3).reveal() not in row.raw


@pytest.mark.parametrize(
    ("written", "value_class"),
    [
        ("-30000", "負の数"),
        ("1e309", "指数表記"),
        ("３００００", "全角数字"),
        ("¥30000", "通貨記号"),
        ('"30,000"', "桁区切り"),
        ("", "空欄"),
        ("9223372036854775808", "桁数超過"),
        ("30000.5", "小数"),
    ],
)
def test_an_amount_that_is_none_is_named_for_what_it_is(written: str, value_class: str) -> None:
    """T-I06: amounts: negative, 1e309, full-width, ¥, comma, blank, 2^63 → typed error."""
    whole = notices(notice(amount=30_000), notice(name="佐藤　二郎", amount=12_000))
    [broken] = one_stop.read(whole.replace(b",30000,", f",{written},".encode())).rows.broken
    assert [(found.column, found.value_class) for found in broken.findings] == [(8, value_class)]


def test_rows_that_do_not_add_up_refuse_the_file() -> None:
    """T-I12: control total in trailer ≠ sum → nothing of the file is read."""
    data = notices(notice(amount=30_000), notice(name="佐藤　二郎", amount=12_000))
    for wrong in (b"T,2,42001", b"T,2,41999", b"T,2,", b"T,2,x", b"T,2,\xef\xbc\x94"):
        with pytest.raises(FormatError, match="合計が明細と合いません"):
            one_stop.read(data.replace(b"T,2,42000", wrong))


def test_what_cannot_be_read_may_be_all_that_is_missing_from_the_total() -> None:
    data = notices(notice(amount=30_000), notice(name="佐藤　二郎", amount=12_000))
    unreadable = data.replace(b",30000,", b",x,")
    assert len(one_stop.read(unreadable).rows.records) == 1
    with pytest.raises(FormatError, match="合計が明細と合いません"):
        one_stop.read(unreadable.replace(b"T,2,42000", b"T,2,11999"))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b"T,1,30000", b"T,2,30000", "件数が明細と合いません"),
        (b"T,1,30000", b"T,1", "項目が3個ではありません"),
        (b"T,1,30000", b"T,1,30000,1", "項目が3個ではありません"),
        (b"\r\nT,1,30000", b"", "途中で切れた"),
        (b",2025\r\n", b",\r\n", "寄附の年が西暦4桁ではありません"),
        (b",2025\r\n", b",9999999999\r\n", "寄附の年が西暦4桁ではありません"),
        (b"one_stop,1", b"one_stop,2", "様式の版"),
    ],
)
def test_a_wrong_frame_refuses_the_file(old: bytes, new: bytes, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        one_stop.read(notices(notice(amount=30_000)).replace(old, new))


def test_its_kind_is_told_by_its_content_and_by_its_beginning() -> None:
    data = notices(notice())
    assert detect(data) == "one_stop"
    assert detect_head(data[:40]) == "one_stop"
    assert detect_head("\ufeff".encode("utf-16-le") + data.decode()[:39].encode("utf-16-le")) == (
        "one_stop"
    )
    assert detect_head(b"\x00\x01\x02") == ""
    assert detect_head("H,one_stop".encode("utf-16-be")) == ""


@given(st.binary(max_size=300))
@settings(max_examples=150)
def test_no_bytes_make_the_reader_fail_otherwise_than_by_refusing(noise: bytes) -> None:
    """T-I13: fuzz of the parser: it reads or refuses, whatever stands in a file."""
    whole = notices(notice())
    head, tail = whole[:60], whole[60:]
    for data in (noise, head + noise + tail, whole + noise):
        with suppress(FormatError):
            one_stop.read(data)
        assert detect_head(data) in {"", "one_stop", "wage_report", "pension_report"}
