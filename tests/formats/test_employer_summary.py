"""総括表: read back as written, refused with row and column, never with a number in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats.employer_summary import (
    HEADER,
    read,
    recognises,
    write,
)
from juminzei.formats.errors import FormatError
from support.report_files import number
from support.summaries import summary

WORDS = st.text(alphabet="株式会社加須髙﨑カブAB１ー　", min_size=1, max_size=20).map(str.strip)
NAMES = WORDS.filter(bool)
COUNTS = st.integers(0, 9_999_999)


@given(
    name=NAMES,
    address=NAMES,
    figures=st.tuples(COUNTS, COUNTS, COUNTS, COUNTS),
    days=st.lists(st.dates(date(2019, 1, 1), date(2030, 12, 31)), min_size=2, max_size=2),
    slips=st.booleans(),
    part=st.sampled_from(["年間分", "退職者分"]),
)
def test_what_is_written_is_read_back(
    name: str,
    address: str,
    figures: tuple[int, int, int, int],
    days: list[date],
    *,
    slips: bool,
    part: str,
) -> None:
    first, last = sorted(days)
    names = ("reported", "special", "ordinary_left", "ordinary_other")
    one = summary(
        name=name, address=address, pays_from=first, pays_until=last, slips_wanted=slips,
        part=part, **dict(zip(names, figures, strict=True)),
    )  # fmt: skip
    result = read(write([one]))
    assert [record for _, record in result.records] == [one]
    assert result.broken == []
    assert one.tax_year == last.year + 1


def test_a_file_is_known_by_its_first_row() -> None:
    data = write([summary()])
    assert recognises(data)
    assert recognises(b"\xef\xbb\xbf" + data)
    assert not recognises(data.replace(b"shitei_no", b"shitei"))
    assert not recognises(b"")


@pytest.mark.parametrize("content", [b"a,b\r\n", ",".join(HEADER[:-1]).encode(), b"\xff\xfe"])
def test_another_file_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(FormatError):
        read(content)


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"corporate_number": "7000012050003"}, "法人番号"),
    ({"corporate_number": "123"}, "法人番号"),
    ({"pays_from": date(2026, 1, 1)}, "支払期間の終わり"),
    ({"name": ""}, "名称"),
]


@pytest.mark.parametrize(("changed", "column"), BROKEN)
def test_a_row_that_contradicts_itself_is_set_aside(changed: dict[str, Any], column: str) -> None:
    good = summary()
    result = read(write([good, replace(good, **changed), good]))
    assert [row for row, _ in result.records] == [2, 4]
    (broken,) = result.broken
    assert (broken.row, broken.findings[0].column_name) == (3, column)


@pytest.mark.parametrize(
    ("column", "text"),
    [("houkoku_total", "-1"), ("houkoku_total", "1,0"), ("houkoku_total", "1e3"),
     ("houkoku_total", ""), ("teishutsu_kbn", "月間分"), ("pay_to", "2025-02-30"),
     ("tsuchi_gimusha_method", "mail"), ("noufusho_flag", "2")],
)  # fmt: skip
def test_a_wrong_cell_is_named(column: str, text: str) -> None:
    """T-I06, T-I07: amounts and days that are none: a typed error with row and column."""
    header, row, *_ = write([summary()]).decode().split("\r\n")
    cells = row.split(",")
    cells[HEADER.index(column)] = f'"{text}"'
    result = read(f"{header}\r\n{','.join(cells)}\r\n".encode())
    (broken,) = result.broken
    assert broken.findings[0].column == HEADER.index(column) + 1
    assert result.records == []


def test_a_number_of_a_person_in_the_place_of_a_corporation_is_not_kept() -> None:
    """A sole proprietor's own number has no place here; neither row nor finding repeats it."""
    secret = number(1).reveal()
    header, row, *_ = write([summary()]).decode().split("\r\n")
    cells = row.split(",")
    cells[2] = secret
    result = read(f"{header}\r\n{','.join(cells)}\r\n".encode())
    (broken,) = result.broken
    assert secret not in broken.raw
    assert secret not in str(broken.findings)


def test_rows_of_other_widths_and_empty_ones_are_set_aside() -> None:
    text = write([summary()]).decode() + "x,y\r\n"
    result = read(text.encode())
    assert (len(result.records), [one.row for one in result.broken]) == (1, [3])
