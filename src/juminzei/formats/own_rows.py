"""Reading the rows of our own files, and what only two cells together can tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.formats.cells.codec import CELL_REMEDY
from juminzei.formats.errors import BrokenRow, Finding
from juminzei.formats.reading import Reading, broken_rows, read_columns, wrong_width

if TYPE_CHECKING:
    from juminzei.formats.register_file import Framed


def read_own(framed: Framed) -> tuple[Reading, list[BrokenRow]]:
    """Return what the whole rows say, and the rows that do not have every column."""
    width = len(framed.layout.columns)
    whole = [row for row in framed.rows if len(row.cells) == width]
    rest = [wrong_width(row, width) for row in framed.rows if len(row.cells) != width]
    return read_columns(whole, framed.layout), rest


def all_broken(reading: Reading, rest: list[BrokenRow]) -> list[BrokenRow]:
    """Return every row that could not be taken, in the order of the file."""
    return sorted([*rest, *broken_rows(reading)], key=lambda row: row.row)


def refuse_after(reading: Reading, framed: Framed, field: str, latest: date) -> None:
    """Refuse the rows whose ``field`` is a day later than ``latest``."""
    column = next(column for column in framed.layout.columns if column.field == field)
    for position, day in enumerate(reading.values.get(field, ())):
        if isinstance(day, date) and day > latest:
            finding = Finding(
                reading.rows[position].number,
                column.number,
                column.name,
                "未来の日付",
                f"ファイルの処理日（{latest.isoformat()}）より後の日付です。",
                CELL_REMEDY,
            )
            reading.refused[position].append(finding)
