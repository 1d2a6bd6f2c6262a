"""The line of a row that could not be taken, with what a clerk corrects put into it.

Runs of digits that might be Individual Numbers were blanked before the row was kept. Each
blank must be typed again, or it is left out; nothing that is typed there is kept but in
the vault.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.numbers.individual_number import MASK
from juminzei.formats.layout import load
from juminzei.formats.lines import cells_of, line_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.apps.assessment.models import QuarantinedRow
    from juminzei.formats.layout import Layout


class LineRefusedError(ValueError):
    """The line cannot be put together from what was typed; the text says why."""


@dataclass(frozen=True, slots=True)
class RowCell:
    """One cell that may be corrected."""

    column: int
    """From 1."""
    name: str
    text: str
    wrong: bool

    @property
    def blanked(self) -> bool:
        """Whether something in it was blanked: it is typed again, not corrected."""
        return MASK in self.text


@dataclass(frozen=True, slots=True)
class RowLine:
    """What of a row may be corrected: its cells, or the line if it has other cells.

    Attributes:
        raw: The line as it was kept.
        cells: Every cell, none where the row has another number of them than the form.
        blanks: What each blank is called, in their order in the line.
    """

    raw: str
    cells: tuple[RowCell, ...]
    blanks: tuple[str, ...]


def row_line(row: QuarantinedRow) -> RowLine:
    """Return what of ``row`` may be corrected."""
    layout = _layout(row)
    cells = cells_of(row.raw)
    if layout is None or len(cells) != len(layout.columns):
        many = row.raw.count(MASK)
        return RowLine(row.raw, (), tuple(f"伏せた数字 {n}" for n in range(1, many + 1)))
    wrong = {finding["column"] for finding in row.findings}
    shown = tuple(
        RowCell(column.number, column.name, cell, column.number in wrong)
        for column, cell in zip(layout.columns, cells, strict=True)
    )
    blanks = tuple(one.name for one in shown for _ in range(one.text.count(MASK)))
    return RowLine(row.raw, shown, blanks)


def corrected_line(
    row: QuarantinedRow,
    *,
    cells: Mapping[int, str],
    line: str,
    numbers: Sequence[str],
    left_out: bool,
) -> str:
    """Return the line with the corrections in it.

    Args:
        row: The row.
        cells: New text of cells, by column from 1.
        line: The whole line anew, where the row has other cells than the form.
        numbers: What stands in each blank.
        left_out: Blanks for which nothing is given are left empty.

    Raises:
        LineRefusedError: A blank has nothing, or there is no such cell.
    """
    given = row_line(row)
    text = line_of(_with(given, cells)) if given.cells else line.strip("\r\n")
    if "\n" in text or "\r" in text:
        raise LineRefusedError("行は1行で入力してください。")
    parts = text.split(MASK)
    if len(parts) != len(given.blanks) + 1:
        raise LineRefusedError("伏せた数字（＊）は、消したり増やしたりせずに残してください。")
    typed = [*map(str.strip, numbers), *[""] * len(parts)][: len(parts) - 1]
    if not all(typed) and not left_out:
        raise LineRefusedError(
            "伏せた数字が入力されていません。入力するか、記載なしとして取り込むことを選んでください。"
        )
    return "".join([parts[0], *(n + part for n, part in zip(typed, parts[1:], strict=True))])


def _with(given: RowLine, cells: Mapping[int, str]) -> tuple[str, ...]:
    """Return all cells, the new text in those that may be corrected."""
    changeable = {one.column for one in given.cells if not one.blanked}
    if not changeable.issuperset(cells):
        raise LineRefusedError("直せない項目です。画面を読み直してください。")
    return tuple(cells.get(one.column, one.text).strip() for one in given.cells)


def _layout(row: QuarantinedRow) -> Layout | None:
    """Return the form of the row's file, none where it is not known."""
    file = row.received_file
    try:
        return load(file.kind, file.layout)
    except FileNotFoundError:
        return None
