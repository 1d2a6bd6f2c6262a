"""Inhabitant returns entered from paper, in our own layout: round trips, broken rows and frames."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.formats import inhabitant_return
from juminzei.formats.detect import detect, detect_head
from juminzei.formats.errors import FormatError
from juminzei.formats.inhabitant_return import InhabitantReturn
from support.entered_return_files import entered, entered_file
from support.register_strategies import some_words, words
from support.report_files import HERE, number
from support.report_strategies import individual_numbers

yen = st.one_of(st.none(), st.integers(0, 99_999_999_999))
born = st.dates(date(1910, 1, 1), date(2025, 12, 31))
some_born = st.one_of(st.none(), born)
flags = st.sampled_from([None, False, True])
degrees = st.sampled_from(["", "0", "1", "2"])
relative = {
    f"relative_{place}_{cell}": strategy
    for place in range(1, 5)
    for cell, strategy in {
        "name": some_words,
        "relationship": st.sampled_from(["", "子", "母"]),
        "birth_on": some_born,
        "number": individual_numbers,
        "disability": degrees,
        "cohabiting": flags,
    }.items()
}
any_return = st.builds(
    InhabitantReturn,
    reference=words,
    filed_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    name=words,
    kana=words,
    birth_on=born,
    address=words,
    individual_number=individual_numbers,
    revenue_employment=yen,
    medical_paid=yen,
    disability=degrees,
    widow=flags,
    collection=st.sampled_from(["", "1", "2"]),
    spouse_name=some_words,
    spouse_birth_on=some_born,
    spouse_number=individual_numbers,
    spouse_income=yen,
    **relative,
)


@given(st.lists(any_return, max_size=3))
@settings(max_examples=40)
def test_any_return_is_read_as_written(records: list[InhabitantReturn]) -> None:
    data = entered_file(*records)
    file = inhabitant_return.read(data)
    assert (file.municipality, file.income_year) == (HERE, 2025)
    assert file.rows.broken == []
    assert [record for _, record in file.rows.records] == records
    assert detect(data) == "inhabitant_return"
    assert detect_head(data[:40]) == "inhabitant_return"


@pytest.mark.parametrize(
    ("old", "new", "column", "value_class"),
    [
        ("2026-02-20", "2026-02-29", 3, "実在しない日付"),
        ("1980-04-02", "2026-01-01", 6, "未来の日付"),
        (",250000,", ",-250000,", 14, "負の数"),
        (",P-1,", ",,", 2, "空欄"),
    ],
)
def test_a_broken_row_is_named_by_its_column(
    old: str, new: str, column: int, value_class: str
) -> None:
    data = entered_file(entered(individual_number=number(3))).replace(old.encode(), new.encode())
    [row] = inhabitant_return.read(data).rows.broken
    assert [(found.column, found.value_class) for found in row.findings] == [(column, value_class)]
    assert number(3).reveal() not in row.raw


def test_who_is_born_on_the_last_day_of_the_year_is_taken() -> None:
    last, next_day = date(2025, 12, 31), date(2026, 1, 1)
    born_then = entered(relative_1_name="子", relative_1_birth_on=last)
    assert inhabitant_return.read(entered_file(born_then)).rows.broken == []
    later = entered(relative_1_name="子", relative_1_birth_on=next_day)
    assert len(inhabitant_return.read(entered_file(later)).rows.broken) == 1


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b",2025\r\n", b",25\r\n", "西暦4桁"),
        (b",2025\r\n", b",2014\r\n", "西暦4桁"),
        (b"T,1", b"T,2", "件数が明細と合いません"),
        (b",1800000\r\n", b",1800001\r\n", "合計が明細と合いません"),
    ],
)
def test_a_wrong_frame_refuses_the_file(old: bytes, new: bytes, problem: str) -> None:
    """T-I03: a file whose control totals do not agree is refused as a whole."""
    with pytest.raises(FormatError, match=problem):
        inhabitant_return.read(entered_file(entered()).replace(old, new))


def test_a_row_with_cells_missing_is_set_aside_and_the_rest_is_taken() -> None:
    whole = entered_file(entered(), entered(reference="P-2", revenue_employment=None)).decode()
    lines = whole.split("\r\n")
    lines[3] = ",".join(lines[3].split(",")[:9])
    file = inhabitant_return.read("\r\n".join(lines).encode())
    assert [record.reference for _, record in file.rows.records] == ["P-1"]
    assert [row.row for row in file.rows.broken] == [4]


@given(st.binary(max_size=200))
@settings(max_examples=100)
def test_no_bytes_make_the_reader_fail_otherwise_than_by_refusing(noise: bytes) -> None:
    """T-I13: fuzz of the parser: it reads or refuses, whatever stands in a file."""
    whole = entered_file(entered())
    for data in (whole[:70] + noise + whole[70:], whole + noise):
        with suppress(FormatError):
            assert inhabitant_return.read(data).municipality in data.decode("utf-8", "replace")
