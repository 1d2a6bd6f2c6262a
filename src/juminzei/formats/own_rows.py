"""Reading the rows of our own files, and what only two cells together can tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.formats.cells.codec import CELL_REMEDY
from juminzei.formats.errors import BrokenRow, Finding, FormatError
from juminzei.formats.reading import Reading, broken_rows, read_columns, wrong_width
from juminzei.formats.register_file import SENT_AGAIN

if TYPE_CHECKING:
    from juminzei.formats.register_file import Framed


FIRST_YEAR, LAST_YEAR = 2015, 2100
"""Of files of a year."""


def read_own(framed: Framed) -> tuple[Reading, list[BrokenRow]]:
    """Return what the whole rows say, and the rows that do not have every column."""
    width = len(framed.layout.columns)
    whole = [row for row in framed.rows if len(row.cells) == width]
    rest = [wrong_width(row, width) for row in framed.rows if len(row.cells) != width]
    return read_columns(whole, framed.layout), rest


def all_broken(reading: Reading, rest: list[BrokenRow]) -> list[BrokenRow]:
    """Return every row that could not be taken, in the order of the file."""
    return sorted([*rest, *broken_rows(reading)], key=lambda row: row.row)


def city_and_year(framed: Framed, called: str, remedy: str) -> tuple[str, int]:
    """Return whose file it is and of which year, as its header says.

    Args:
        framed: The file.
        called: What the year is called, such as 寄附の年.
        remedy: What to do when it is none.

    Raises:
        FormatError: The year is none.
    """
    municipality, year = (*framed.header, "", "")[:2]
    if not (year.isascii() and year.isdigit() and FIRST_YEAR <= int(year[:5]) <= LAST_YEAR):
        problem = f"{called}が西暦4桁ではありません。"
        raise FormatError(row=1, column=5, problem=problem, remedy=remedy)
    return municipality, int(year)


def refuse_after(
    reading: Reading, framed: Framed, field: str, latest: date, *, called: str = "ファイルの処理日"
) -> None:
    """Refuse the rows whose ``field`` is a day later than ``latest``, which is ``called`` so."""
    column = next(column for column in framed.layout.columns if column.field == field)
    for position, day in enumerate(reading.values.get(field, ())):
        if isinstance(day, date) and day > latest:
            finding = Finding(
                reading.rows[position].number,
                column.number,
                column.name,
                "未来の日付",
                f"{called}（{latest.isoformat()}）より後の日付です。",
                CELL_REMEDY,
            )
            reading.refused[position].append(finding)


def refuse_other_years(reading: Reading, framed: Framed, field: str, year: int) -> None:
    """Refuse the rows whose ``field`` is a day of another year than ``year``."""
    column = next(column for column in framed.layout.columns if column.field == field)
    for position, day in enumerate(reading.values.get(field, ())):
        if isinstance(day, date) and day.year != year:
            finding = Finding(
                reading.rows[position].number,
                column.number,
                column.name,
                "ほかの年",
                f"{year}年の日付ではありません。",
                CELL_REMEDY,
            )
            reading.refused[position].append(finding)


def check_total(reading: Reading, rest: list[BrokenRow], field: str, stated: str) -> None:
    """Make sure that ``field`` adds up to what the trailer says, as far as it can be read.

    Where a cell cannot be read, the others must not come to more than the total.

    Raises:
        FormatError: They do not add up.
    """
    column = next(one.number for one in reading.layout.columns if one.field == field)
    amounts = [
        value
        for position, value in enumerate(reading.values.get(field, ()))
        if isinstance(value, int)
        and not any(finding.column == column for finding in reading.refused.get(position, ()))
    ]
    total = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 16 else -1  # noqa: PLR2004 - no city's total has more digits
    whole = len(amounts) == len(reading.rows) and not rest
    if sum(amounts) != total if whole else sum(amounts) > total:
        raise FormatError(
            problem=f"金額の合計が明細と合いません（明細の合計 {sum(amounts):,}円）。",
            remedy=f"何も取り込んでいません。{SENT_AGAIN}",
        )
