"""他部署の資料: what other departments hand to the tax office, in our own layouts.

::

    H,department_disability,1,112101,障がい者福祉課,全件,2026-01-01,2026-01-15
    C,整理番号,宛名番号,…                          exactly the items that were agreed on
    D,…                                           one row each
    T,120,1234567890,0                            rows, 宛名番号の合計, 金額の合計

The control totals of the trailer are compared by whoever takes the file in: a file that
was changed on its way is held as a whole. An item that was not agreed on refuses the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.formats import charset
from juminzei.formats.errors import BrokenRow, FormatError
from juminzei.formats.layout import load
from juminzei.formats.lines import Row, cells_of, first_line, line_of, rows_of
from juminzei.formats.own_rows import all_broken
from juminzei.formats.reading import read_columns, records_of, wrong_width
from juminzei.formats.register_file import (
    END_OF_LINE,
    HEADER,
    NAMES,
    SENT_AGAIN,
    TRAILER,
    VERSION,
)
from juminzei.formats.writing import rows_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.formats.layout import Layout

KINDS = (
    "department_disability",
    "department_assistance",
    "department_premiums",
    "department_care",
)
WHOLE, CHANGES = "全件", "異動"
HEADER_CELLS = 8
_FRAME_ROWS = 3  # header, names, trailer
_TOTALS = 3  # rows, sum of the addressee numbers, sum of the yen
_LONGEST_TOTAL = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRecord:
    """One row of any of the feeds; what the feed has no column for is left empty."""

    reference: str
    """The department's own key of the row; the same key again is the same fact, newer."""
    addressee_number: int
    kana: str
    birth_on: date | None = None
    change: str
    """登録, or 取消 of what was handed over before."""
    valid_from: date | None = None
    valid_until: date | None = None
    kind: str = ""
    """Of a handbook, insurance or certificate."""
    grade: str = ""
    """等級 of a handbook, 区分 of a certificate, kinds of aid joined by ・."""
    income_year: int | None = None
    withheld: int | None = None
    """Yen withheld from the person's pension."""
    otherwise: int | None = None
    """Yen paid in any other way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHead:
    """What the header says of the whole file."""

    kind: str
    municipality: str
    department: str
    whole: bool
    """全件: what the file does not name holds no longer."""
    as_of: date
    made_on: date


@dataclass(frozen=True, slots=True)
class ControlTotals:
    """Rows, the sum of the addressee numbers, and the sum of the yen."""

    rows: int
    numbers: int
    yen: int


@dataclass(frozen=True, slots=True)
class Feed:
    """A file taken out of its frame."""

    head: FeedHead
    records: list[tuple[int, DepartmentRecord]]
    """With the number of the line."""
    broken: list[BrokenRow]
    stated: ControlTotals
    counted: ControlTotals


def kind_of(head: bytes) -> str:
    """Return the kind of a feed by the start of its file; empty if it is none."""
    line = first_line(head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
    cells = cells_of(line)
    return cells[1] if cells[:1] == [HEADER] and len(cells) > 1 and cells[1] in KINDS else ""


def read(data: bytes) -> Feed:
    """Return what a feed says; rows that cannot be read stand beside the others.

    Raises:
        FormatError: The file is not text, its frame is broken, or it holds an item that was
            not agreed on.
    """
    text, _ = charset.decode(data)
    rows = rows_of(text)
    if len(rows) < _FRAME_ROWS:
        raise FormatError(problem="行が足りません（途中で切れています）。", remedy=SENT_AGAIN)
    head = _head(rows[0])
    layout = load(head.kind, VERSION)
    _refuse_other_items(rows[1], layout)
    stated = _stated(rows[-1])
    body = rows[2:-1]
    width = len(layout.columns)
    whole = [row for row in body if len(row.cells) == width]
    rest = [wrong_width(row, width) for row in body if len(row.cells) != width]
    reading = read_columns(whole, layout)
    return Feed(
        head,
        records_of(reading, DepartmentRecord),
        all_broken(reading, rest),
        stated,
        _counted(body, layout),
    )


def read_row(kind: str, line: str) -> DepartmentRecord:
    """Return the record of one row that was kept as text.

    Raises:
        FormatError: It cannot be read.
    """
    layout, row = load(kind, VERSION), Row(1, line, cells_of(line))
    whole = [row] if len(row.cells) == len(layout.columns) else []
    records = records_of(read_columns(whole, layout), DepartmentRecord)
    if not records:
        raise FormatError(problem="行が読めません。", remedy=SENT_AGAIN)
    return records[0][1]


def write(head: FeedHead, records: Sequence[DepartmentRecord]) -> bytes:
    """Return ``records`` as a file with its control totals."""
    layout = load(head.kind, VERSION)
    body = [Row(0, "", list(cells)) for cells in rows_to_write(records, layout)]
    counted = _counted(body, layout)
    mode = WHOLE if head.whole else CHANGES
    days = (head.as_of.isoformat(), head.made_on.isoformat())
    lines = [
        line_of((HEADER, head.kind, VERSION, head.municipality, head.department, mode, *days)),
        line_of((NAMES, *(column.name for column in layout.columns[1:]))),
        *(line_of(tuple(row.cells)) for row in body),
        line_of((TRAILER, str(counted.rows), str(counted.numbers), str(counted.yen))),
        "",
    ]
    return charset.encode(END_OF_LINE.join(lines), layout.charset)


def row_text(kind: str, record: DepartmentRecord) -> str:
    """Return one record as the row that it came in, for :func:`read_row`."""
    return line_of(rows_to_write([record], load(kind, VERSION))[0])


def _head(row: Row) -> FeedHead:
    cells = row.cells
    if cells[:1] != [HEADER] or cells[1:2] == [] or cells[1] not in KINDS:
        problem, remedy = (
            "他部署の資料の見出しではありません。",
            "ファイルの種類を確かめてください。",
        )
        raise FormatError(row=1, problem=problem, remedy=remedy)
    if len(cells) != HEADER_CELLS or cells[2] != VERSION or cells[5] not in {WHOLE, CHANGES}:
        raise FormatError(
            row=1,
            problem="見出しの版・部署・全件か異動か・基準日・作成日のどれかが違います。",
            remedy=f"様式第{VERSION}版で作り直してもらってください。",
        )
    return FeedHead(
        kind=cells[1],
        municipality=cells[3],
        department=cells[4],
        whole=cells[5] == WHOLE,
        as_of=_day(cells[6], 7),
        made_on=_day(cells[7], 8),
    )


def _day(text: str, column: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem, remedy = "西暦の日付（2026-01-01 の形）ではありません。", SENT_AGAIN
        raise FormatError(row=1, column=column, problem=problem, remedy=remedy) from None


def _refuse_other_items(row: Row, layout: Layout) -> None:
    """Refuse a file with one item more, less or other than was agreed on."""
    expected = [NAMES, *(column.name for column in layout.columns[1:])]
    for number, cell in enumerate(row.cells, 1):
        if number > len(expected) or cell != expected[number - 1]:
            wanted = expected[number - 1] if number <= len(expected) else "なし"
            raise FormatError(
                row=row.number,
                column=number,
                problem=f"取決めにない項目があります（この位置の項目：{wanted}）。",
                remedy="取決めた項目だけで作り直してもらってください。何も取り込んでいません。",
            )
    if len(row.cells) < len(expected):
        missing = expected[len(row.cells)]
        remedy = "取決めた項目で作り直してもらってください。"
        raise FormatError(row=row.number, problem=f"項目「{missing}」がありません。", remedy=remedy)


def _stated(row: Row) -> ControlTotals:
    if row.cells[:1] != [TRAILER]:
        problem = "最後の行（合計）がありません。途中で切れたファイルかもしれません。"
        raise FormatError(row=row.number, problem=problem, remedy=SENT_AGAIN)
    totals = [_whole_number(cell) for cell in row.cells[1:]]
    if len(totals) != _TOTALS or None in totals:
        problem = "最後の行に、件数・宛名番号の合計・金額の合計の3つの数字がありません。"
        raise FormatError(row=row.number, problem=problem, remedy=SENT_AGAIN)
    return ControlTotals(*(total or 0 for total in totals))


def _whole_number(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) <= _LONGEST_TOTAL else None


def _counted(rows: Sequence[Row], layout: Layout) -> ControlTotals:
    """Return the totals of the rows as they stand, those that cannot be read too."""
    numbers = [c.number - 1 for c in layout.columns if c.field == "addressee_number"]
    amounts = [c.number - 1 for c in layout.columns if c.meaning == "amount"]
    return ControlTotals(len(rows), _sum(rows, numbers), _sum(rows, amounts))


def _sum(rows: Sequence[Row], places: Sequence[int]) -> int:
    return sum(
        _whole_number(row.cells[place]) or 0
        for row in rows
        for place in places
        if place < len(row.cells)
    )
