"""The frame of our own files: a header, the names of the columns, the rows, a trailer.

::

    H,resident_register,1,112101,0,2025-12-15      kind, version, city, sequence, processed on
    C,宛名番号,履歴番号,…                            the names of the columns
    D,…                                            one row each
    T,112000                                       how many rows

Text is UTF-8, so that every character of a name survives; a cell with a comma stands in
quotation marks. A file whose trailer is missing or disagrees is refused as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.formats import charset
from juminzei.formats.errors import FormatError
from juminzei.formats.layout import load
from juminzei.formats.lines import Row, line_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.formats.layout import Layout

HEADER, NAMES, DATA, TRAILER = "H", "C", "D", "T"
VERSION = "1"
END_OF_LINE = "\r\n"
SENT_AGAIN = "送付元に再送を依頼してください。"
_FRAME_ROWS = 3  # header, names, trailer


@dataclass(frozen=True, slots=True)
class Framed:
    """A file taken out of its frame."""

    layout: Layout
    charset: str
    header: tuple[str, ...]
    """What the header says after kind and version."""
    rows: list[Row]
    totals: tuple[str, ...] = ()
    """What the trailer says after the number of rows."""


def unframe(data: bytes, kind: str, *, totals: int = 0) -> Framed:
    """Return header and rows of a file of ``kind``; rows keep the numbers of their lines.

    Args:
        data: The file.
        kind: What kind it must be.
        totals: How many control totals its trailer has.

    Raises:
        FormatError: The file is not text, or header, names or trailer are not as they must be.
    """
    text, coded_as = charset.decode(data)
    rows = rows_of(text)
    layout = load(kind, VERSION)
    if len(rows) < _FRAME_ROWS:
        raise FormatError(problem="行が足りません（途中で切れています）。", remedy=SENT_AGAIN)
    _check_header(rows[0], kind)
    _check_names(rows[1], layout)
    _check_trailer(rows[-1], len(rows) - _FRAME_ROWS, totals)
    header, trailer = tuple(rows[0].cells[3:]), tuple(rows[-1].cells[2:])
    return Framed(layout, coded_as, header, rows[2:-1], trailer)


def frame(
    kind: str,
    header: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    *,
    totals: Sequence[int] = (),
) -> bytes:
    """Return the bytes of a file of ``kind`` with ``header`` after kind and version."""
    layout = load(kind, VERSION)
    names = (NAMES, *(column.name for column in layout.columns[1:]))
    lines = [
        line_of((HEADER, kind, VERSION, *header)),
        line_of(names),
        *map(line_of, rows),
        line_of((TRAILER, str(len(rows)), *map(str, totals))),
        "",
    ]
    return charset.encode(END_OF_LINE.join(lines), layout.charset)


def _check_header(row: Row, kind: str) -> None:
    if row.cells[:2] != [HEADER, kind]:
        raise FormatError(
            row=1,
            problem=f"先頭の行が「{HEADER},{kind}」で始まっていません。",
            remedy="ファイルの種類を確かめてください。",
        )
    if row.cells[2:3] != [VERSION]:
        raise FormatError(
            row=1,
            column=3,
            problem=f"様式の版が{VERSION}ではありません。",
            remedy=f"様式第{VERSION}版で作り直してもらってください。",
        )


def _check_names(row: Row, layout: Layout) -> None:
    expected = [NAMES, *(column.name for column in layout.columns[1:])]
    for number, name in enumerate(expected, 1):
        if row.cells[number - 1 : number] != [name]:
            raise FormatError(
                row=row.number,
                column=number,
                problem=f"項目名が「{name}」ではありません。",
                remedy="項目の順番と様式の版を確かめてください。",
            )


def _check_trailer(row: Row, rows: int, totals: int) -> None:
    if row.cells[:1] != [TRAILER]:
        raise FormatError(
            row=row.number,
            problem="最後の行（件数）がありません。途中で切れたファイルかもしれません。",
            remedy=SENT_AGAIN,
        )
    if len(row.cells) > 1 and len(row.cells) != totals + 2:
        raise FormatError(
            row=row.number,
            problem=f"最後の行の項目が{totals + 2}個ではありません。",
            remedy=SENT_AGAIN,
        )
    if row.cells[1:2] != [str(rows)]:
        stated = row.cells[1] if len(row.cells) > 1 and len(row.cells[1]) < 10 else "不明"  # noqa: PLR2004 - a longer count could be a number
        raise FormatError(
            row=row.number,
            column=2,
            problem=f"件数が明細と合いません（件数 {stated}件、明細 {rows}件）。",
            remedy=SENT_AGAIN,
        )
