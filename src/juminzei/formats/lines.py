"""From the text of a file to its rows of cells, and back."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass

END_OF_FILE = "\x1a"  # old systems end a text file with it
_NEEDS_QUOTES = re.compile(r'[,"\r\n]')


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: its number from 1, its text and its cells."""

    number: int
    text: str
    cells: list[str]
    """Empty where the line is blank or its quotation marks do not close."""


def rows_of(text: str, *, first: int = 1) -> list[Row]:
    """Return every line of ``text`` that has a number, blank ones at the end left out."""
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and lines[-1].strip(END_OF_FILE + " \r") == "":
        lines.pop()
    if '"' in text:
        return [Row(number, line, cells_of(line)) for number, line in enumerate(lines, first)]
    return [
        Row(number, line, line.split(",") if line else [])
        for number, line in enumerate(lines, first)
    ]


def first_line(text: str) -> str:
    """Return the first line of ``text`` that is not blank."""
    return next((line for line in text.replace("\r", "\n").split("\n", 64) if line.strip()), "")


def cells_of(line: str) -> list[str]:
    """Return the cells of one line; a cell may stand in quotation marks."""
    if '"' not in line:
        return line.split(",") if line else []
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return []


def usual_width(rows: list[Row]) -> int:
    """Return the number of cells that most rows have; of equals the greater."""
    widths = Counter(len(row.cells) for row in rows if row.cells)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def line_of(cells: tuple[str, ...]) -> str:
    """Return ``cells`` as one line, quoted only where a comma or a quotation mark asks for it."""
    line = ",".join(cells)
    if '"' not in line and line.count(",") == len(cells) - 1:
        return line
    return ",".join(
        f'"{cell.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(cell) else cell
        for cell in cells
    )
