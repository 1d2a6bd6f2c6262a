"""What wage reports and pension reports have in common: rows without a heading, by a form code."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from juminzei.formats import charset
from juminzei.formats.collector import collector_paused
from juminzei.formats.errors import BrokenRow, Finding, FormatError, ReadResult
from juminzei.formats.layout import load
from juminzei.formats.lines import Row, cells_of, line_of, rows_of, usual_width
from juminzei.formats.reading import Reading, broken_rows, read_columns, records_of, wrong_width
from juminzei.formats.sealed_text import EMPTY, SealedText
from juminzei.formats.writing import Characters, rows_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import DataclassInstance

    from juminzei.formats.layout import Layout

Record = TypeVar("Record", bound="DataclassInstance")
LAYOUTS = {"wage_report": ("144", "98"), "pension_report": ("75", "71", "49")}
END_OF_LINE = "\r\n"
PREFIX_END = "@"
SAMPLE_CHARACTERS = 100_000


def read_reports(data: bytes, kind: str, make: type[Record]) -> ReadResult[Record]:
    """Return every row of a file of ``kind`` as a record or as broken.

    Raises:
        FormatError: The file is not text, or its rows are of no known layout.
    """
    with collector_paused():
        return _read(data, kind, make)


def check_content(text: str, kind: str) -> None:
    """Make sure that columns hold what the layout says, in the first rows of ``text``.

    Raises:
        FormatError: The rows are of no known layout, or none of them has a real birth date
            or a municipality where the layout has them.
    """
    sample = text[:SAMPLE_CHARACTERS].rpartition("\n")[0] or text
    _read_rows(rows_of(sample), kind)


def _read(data: bytes, kind: str, make: type[Record]) -> ReadResult[Record]:
    text, coded_as = charset.decode(data)
    layout, reading, narrow = _read_rows(rows_of(text), kind)
    broken = [*narrow, *broken_rows(reading)]
    return ReadResult(
        records=records_of(reading, make),
        broken=sorted(broken, key=lambda row: row.row),
        warnings=_trailing_warning(reading.rows, layout) + sorted(reading.warnings, key=_place),
        layout=layout.name,
        charset=coded_as,
    )


def write_reports(
    records: Sequence[Record],
    kind: str,
    layout_name: str,
    *,
    coded_as: str,
    characters: Characters,
) -> bytes:
    """Return the bytes of a file of ``records``.

    Raises:
        FormatError: A value holds a character that ``coded_as`` does not have; row and column
            are named, for each such cell.
    """
    layout = load(kind, layout_name)
    rows = rows_to_write(records, layout, characters)
    lines = [
        getattr(record, "eltax_prefix", "")
        + line_of(row)
        + ("," + trailing if (trailing := getattr(record, "trailing", EMPTY).reveal()) else "")
        for record, row in zip(records, rows, strict=True)
    ]
    text = END_OF_LINE.join([*lines, ""])
    with suppress(UnicodeEncodeError):  # it would carry the whole text with it
        return charset.encode(text, coded_as)
    raise _unwritable(rows, layout, coded_as)


def _read_rows(rows: list[Row], kind: str) -> tuple[Layout, Reading, list[BrokenRow]]:
    """Return the layout of ``rows``, what those of its width say, and the others as broken."""
    rows, prefixes = _without_prefixes(rows, load(kind, LAYOUTS[kind][0]).form)
    width = usual_width(rows)
    layout = layout_of(kind, width)
    whole = [row for row in rows if len(row.cells) == width]
    reading = read_columns(whole, layout)
    _check_places(reading)
    reading.values["eltax_prefix"] = [prefixes.get(row.number, "") for row in whole]
    _take_trailing(reading.values, whole, len(layout.columns))
    return layout, reading, [wrong_width(row, width) for row in rows if len(row.cells) != width]


def _check_places(reading: Reading) -> None:
    """Refuse a file in which every row fails where only another order of columns could fail."""
    for field in ("birth_on", "municipality"):
        if any(reading.values.get(field, ())):
            return
    raise FormatError(
        problem="どの行にも、様式の位置に実在する生年月日と市町村コードがありません。",
        remedy="項目の並びが違う様式です。様式を確かめてください。",
    )


def layout_of(kind: str, width: int) -> Layout:
    """Return the layout of files of ``kind`` whose rows have ``width`` cells.

    Raises:
        FormatError: There is none.
    """
    layouts = [load(kind, name) for name in LAYOUTS[kind]]
    for layout in layouts:
        columns = len(layout.columns)
        if width == columns or (width > columns and layout.trailing_allowed):
            return layout
    known = "・".join(str(len(layout.columns)) for layout in layouts)
    raise FormatError(
        problem=f"1行の項目が{width}個で、知られている様式（{known}個）のどれでもありません。",
        remedy="ファイルの種類を確かめてください。新しい様式なら、様式の定義を追加してください。",
    )


def _without_prefixes(rows: list[Row], form: str) -> tuple[list[Row], dict[int, str]]:
    """Take off what eLTAX puts before some rows; return it by row number."""
    prefixes: dict[int, str] = {}
    if not any(PREFIX_END in row.text for row in rows):
        return rows, prefixes
    cleaned: list[Row] = []
    for row in rows:
        starts = [row.text.find(f"{PREFIX_END}{quoted},") for quoted in (form, f'"{form}"')]
        end = min((start for start in starts if start >= 0), default=-1) + 1
        if end and row.cells[:1] != [form]:
            prefixes[row.number] = row.text[:end]
            rest = row.text[end:]
            cleaned.append(Row(row.number, row.text, cells_of(rest)))
        else:
            cleaned.append(row)
    return cleaned, prefixes


def _take_trailing(values: dict[str, list[object]], rows: list[Row], columns: int) -> None:
    if rows and len(rows[0].cells) > columns:
        values["trailing"] = [SealedText(line_of(tuple(row.cells[columns:]))) for row in rows]


def _trailing_warning(rows: Sequence[Row], layout: Layout) -> list[Finding]:
    columns = len(layout.columns)
    if not rows or len(rows[0].cells) <= columns:
        return []
    return [
        Finding(
            row=rows[0].number,
            column=columns + 1,
            column_name="様式にない項目",
            value_class="項目の追加",
            problem=f"{columns}個の様式の後に、項目が{len(rows[0].cells) - columns}個あります。",
            remedy="追加の項目は読まずに取り込みました。新しい様式の定義を確かめてください。",
        )
    ]


def _place(finding: Finding) -> tuple[int, int]:
    return finding.row, finding.column


def _unwritable(rows: list[tuple[str, ...]], layout: Layout, coded_as: str) -> FormatError:
    places: list[tuple[int, int]] = []
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            try:
                cell.encode(coded_as)
            except UnicodeEncodeError:
                places.append((number, column))
    named = "、".join(
        f"{row}行目{column}列目（{layout.columns[column - 1].name}）" for row, column in places[:20]
    )
    return FormatError(
        row=places[0][0] if places else 0,
        column=places[0][1] if places else 0,
        problem=f"この文字コードで書けない文字が{len(places)}か所にあります: {named}。",
        remedy="統一文字、常用の字体、またはカナに置き換えてください。",
    )
