"""Writes records by a layout, column by column: each distinct value is written once."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from juminzei.formats.cells.codec import RefusedError
from juminzei.formats.cells.compiling import OTHER_CELLS, Part, parts_of
from juminzei.formats.jis_characters import standard_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from juminzei.formats.layout import Layout


class Characters(Enum):
    """How words are written."""

    STANDARD = "standard"
    """Full width, characters outside JIS X 0208 folded: what the standard asks for."""
    AS_RECEIVED = "as received"
    """Exactly as the record has them, so that a received file is written back byte for byte."""


def rows_to_write(
    records: Sequence[object],
    layout: Layout,
    characters: Characters = Characters.AS_RECEIVED,
    *,
    value_of: Callable[[object, str], object] = getattr,
) -> list[tuple[str, ...]]:
    """Return the cells of each record, in the order of the layout's columns.

    Args:
        records: What is written, a row each.
        layout: Which columns there are.
        characters: How words in full-width columns are written.
        value_of: How a field is asked of a record.
    """
    columns: list[Sequence[str]] = [()] * len(layout.columns)
    for part in parts_of(layout.kind, layout.name):
        others = part.field == OTHER_CELLS
        values = [
            getattr(record, OTHER_CELLS, ()) if others else value_of(record, part.field)
            for record in records
        ]
        written = {value: part.codec.write(value) for value in set(values)}
        rows = [written[value] for value in values]
        for place, column in enumerate(part.columns):
            cells = [row[place] for row in rows]
            wide = layout.columns[column].type == "K" and characters is Characters.STANDARD
            columns[column] = _standard_cells(cells) if wide else cells
    rows = list(zip(*columns, strict=True))
    return _with_odd_cells(rows, records, layout)


def _standard_cells(cells: list[str]) -> list[str]:
    standard = {cell: standard_text(cell) for cell in set(cells)}
    return [standard[cell] for cell in cells]


def _with_odd_cells(
    rows: list[tuple[str, ...]], records: Sequence[object], layout: Layout
) -> list[tuple[str, ...]]:
    """Put back what was written otherwise, where it still says what the record says."""
    parts = {
        column + 1: part
        for part in parts_of(layout.kind, layout.name)
        if part.field != OTHER_CELLS
        for column in part.columns
    }
    for position, record in enumerate(records):
        kept = [cell for cell in getattr(record, OTHER_CELLS, ()) if cell[0] in parts]
        if kept:
            rows[position] = _odd_row(rows[position], kept, record, parts)
    return rows


def _odd_row(
    row: tuple[str, ...], kept: list[tuple[int, str]], record: object, parts: dict[int, Part]
) -> tuple[str, ...]:
    cells = list(row)
    for part in {parts[number] for number, _ in kept}:
        trial = list(cells)
        for number, text in kept:
            if parts[number] is part:
                trial[number - 1] = text
        places = (*part.columns, *part.context)
        try:
            same = part.codec.read(tuple(trial[p] for p in places)) == getattr(record, part.field)
        except RefusedError:
            same = False
        if same:
            cells = trial
    return tuple(cells)
