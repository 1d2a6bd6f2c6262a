"""A lot for the tax office is read back as it was written, and refused where it was not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats.tax_office_lot import (
    CANCELLED,
    CORRECTED,
    KINDS,
    LIST,
    NEW,
    LotError,
    LotLine,
    digest_of,
    read_list,
    read_lot,
    write_list,
    write_lot,
)

if TYPE_CHECKING:
    from collections.abc import Callable

XML = b"<returns/>"
FIRST = LotLine(1, NEW, 41, 2025, date(2026, 2, 16), digest_of(XML))
SECOND = LotLine(2, CANCELLED, 12, 2024, None, "", 3, 7)
FILES = {FIRST.file: XML}


def lot(**changed: bytes) -> dict[str, bytes]:
    """Return a lot of two returns, with files put in, or put otherwise."""
    return {LIST: write_list([FIRST, SECOND]), **FILES, **changed}


@st.composite
def lots(draw: st.DrawFn) -> tuple[list[LotLine], dict[str, bytes]]:
    """Return lines with their files."""
    lines, files = [], {}
    for place in range(1, draw(st.integers(1, 6)) + 1):
        kind = draw(st.sampled_from(KINDS))
        gone = kind == CANCELLED
        xml = draw(st.binary(min_size=1, max_size=40))
        former = None if kind == NEW else draw(st.integers(0, 10**9))
        line = LotLine(
            place,
            kind,
            draw(st.integers(0, 10**9)),
            draw(st.integers(2020, 2100)),
            None if gone else draw(st.dates(date(2020, 1, 1), date(2100, 1, 1))),
            "" if gone else digest_of(xml),
            former,
            former,
        )
        lines.append(line)
        if line.file:
            files[line.file] = xml
    return lines, files


@given(lots())
def test_what_is_written_is_read_back(made: tuple[list[LotLine], dict[str, bytes]]) -> None:
    lines, files = made
    whole = write_lot(lines, files)
    back = read_lot(whole)
    assert list(back.lines) == lines
    assert back.files == files
    assert whole == write_lot(back.lines, back.files)


def test_the_list_ends_with_its_counts() -> None:
    rows = write_list([FIRST, SECOND]).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("行,区分,受付番号")
    assert rows[1] == f"1,新規,41,2025,2026-02-16,returns/000001.xml,{FIRST.sha256},,"
    assert rows[2] == "2,取消,12,2024,,,,3,7"
    assert rows[3] == "計,2,新規 1,訂正 0,取消 1"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "list.csv がありません"),
        (FILES, "list.csv がありません"),
        (lot(more=b"x"), "more: 一覧とファイルが合いません"),
        ({LIST: write_list([FIRST, SECOND])}, "000001.xml: 一覧とファイルが合いません"),
        (lot(**{FIRST.file: XML + b" "}), "一覧のSHA-256と合いません"),
        (lot(**{LIST: b"\xff\xfe"}), "一覧として読めません"),
        (lot(**{LIST: b""}), "見出しが違う"),
    ],
)
def test_what_is_no_lot_is_refused(files: dict[str, bytes], said: str) -> None:
    with pytest.raises(LotError, match=said):
        read_lot(files)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        (FIRST, lambda one: replace(one, line=2)),
        (FIRST, lambda one: replace(one, kind="追加")),
        (FIRST, lambda one: replace(one, kind=CORRECTED)),
        (FIRST, lambda one: replace(one, former_lot=1)),
        (FIRST, lambda one: replace(one, former_line=1)),
        (FIRST, lambda one: replace(one, sha256="")),
        (SECOND, lambda one: replace(one, line=1, former_lot=None)),
        (SECOND, lambda one: replace(one, line=1, sha256=FIRST.sha256)),
        (FIRST, lambda one: replace(one, number=-1)),
    ],
)
def test_a_line_that_contradicts_itself_is_refused(
    line: LotLine, change: Callable[[LotLine], LotLine]
) -> None:
    with pytest.raises(LotError, match="1行目"):
        read_list(write_list([change(line)]))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("計,2,", "計,3,", "計が行と合いません"),
        ("新規 1", "新規 2", "計が行と合いません"),
        ("2026-02-16", "2026-02-30", "1行目を読めません"),
        ("2026-02-16", "20260216", "1行目の値が"),
        ("1,新規,41", "1,新規,041", "1行目の値が"),
        ("1,新規,41", "1,新規,４１", "1行目を読めません"),
        ("returns/000001.xml", "../000001.xml", "1行目の値が"),
        (",3,7", ",3", "2行目を読めません"),
    ],
)
def test_a_list_that_was_changed_by_hand_is_refused(old: str, new: str, said: str) -> None:
    text = write_list([FIRST, SECOND]).decode("utf-8-sig")
    assert old in text
    with pytest.raises(LotError, match=said):
        read_list(text.replace(old, new, 1).encode())
