"""The list of a delivery (``index.csv``): one row a return, our own layout."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats import charset
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.formats.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = (
    "通番",
    "整理番号",
    "個人番号",
    "フリガナ",
    "氏名",
    "生年月日",
    "住所",
    "１月１日の住所",
    "様式",
    "税務署",
    "収受日",
    "申告種別",
    "画像枚数",
)
KINDS = ("確定", "修正", "更正", "還付")
SEPARATOR = "/"
MOST_TEXT = 300
CHECK = "index.csvを作り直してもらってください。"


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What the list says of one return."""

    seq: int
    """From 1, the name of its files."""
    reference: str
    """整理番号: the tax office's own number, the same for a return and its corrections."""
    number: IndividualNumber | None
    kana: str
    name: str
    birth_on: date | None
    address: str
    address_january: str
    forms: tuple[str, ...]
    tax_office: str
    received_on: date
    kind: str
    """確定, 修正, 更正 or 還付."""
    image_pages: int = 0


def read_index(data: bytes) -> list[IndexRow]:
    """Return the rows of a list.

    Raises:
        FormatError: A row is not as the layout says; row and column are named.
    """
    text, _ = charset.decode(data)
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise FormatError(problem="index.csvの見出しが違います。", remedy=CHECK)
    read = [_row(number, cells) for number, cells in enumerate(rows[1:], 2)]
    if len({row.seq for row in read}) != len(read):
        raise FormatError(problem="index.csvに同じ通番が2つあります。", remedy=CHECK)
    return read


def write_index(rows: Sequence[IndexRow]) -> bytes:
    """Return the list of ``rows`` as UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(
            (
                row.seq,
                row.reference,
                row.number.reveal() if row.number else "",
                row.kana,
                row.name,
                row.birth_on or "",
                row.address,
                row.address_january,
                SEPARATOR.join(row.forms),
                row.tax_office,
                row.received_on,
                row.kind,
                row.image_pages,
            )
        )
    return charset.encode(out.getvalue(), "utf-8-sig")


def _row(number: int, cells: list[str]) -> IndexRow:
    if len(cells) != len(COLUMNS):
        raise FormatError(row=number, problem="項目の数が違います。", remedy=CHECK)
    long = next((place for place, cell in enumerate(cells, 1) if len(cell) > MOST_TEXT), 0)
    if long:
        raise _wrong(number, long, "文字が多すぎます。")
    if cells[11] not in KINDS:
        raise _wrong(number, 12, f"{'・'.join(KINDS)}のどれでもありません。")
    return IndexRow(
        seq=_count(number, 1, cells[0]),
        reference=blank_numbers_in_words(cells[1]),
        number=_own_number(number, cells[2]),
        kana=blank_numbers_in_words(cells[3]),
        name=blank_numbers_in_words(cells[4]),
        birth_on=_day(number, 6, cells[5]) if cells[5] else None,
        address=blank_numbers_in_words(cells[6]),
        address_january=blank_numbers_in_words(cells[7]),
        forms=tuple(filter(None, cells[8].split(SEPARATOR))),
        tax_office=cells[9],
        received_on=_day(number, 11, cells[10]),
        kind=cells[11],
        image_pages=_count(number, 13, cells[12]),
    )


def _wrong(row: int, column: int, problem: str) -> FormatError:
    return FormatError(
        row=row, column=column, problem=f"{COLUMNS[column - 1]}: {problem}", remedy=CHECK
    )


def _count(row: int, column: int, cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 8):  # noqa: PLR2004 - file names
        raise _wrong(row, column, "数字ではありません。")
    return int(cell)


def _day(row: int, column: int, cell: str) -> date:
    day: date | None = None
    with suppress(ValueError):
        day = date.fromisoformat(cell)
    if day is None:
        raise _wrong(row, column, "実在の日（YYYY-MM-DD）ではありません。")
    return day


def _own_number(row: int, cell: str) -> IndividualNumber | None:
    number: IndividualNumber | None = None
    with suppress(ValueError):
        number = IndividualNumber(cell) if cell else None
    blank = not cell
    cell = ""  # a traceback that shows local variables shows nothing
    if number is None and not blank:
        raise _wrong(row, 3, "数字12桁ではありません。")
    return number
