"""Reads rows of cells by a layout, column by column: each distinct text is understood once.

A file of one employer repeats most of what it says; reading by column instead of by row
makes the work follow the number of different texts, and leaves room for careful checks.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import MISSING, dataclass, field
from dataclasses import fields as dataclass_fields
from itertools import compress, repeat
from typing import TYPE_CHECKING, TypeVar, cast

from juminzei.base.numbers.individual_number import MASK
from juminzei.formats.blanking import blank_broken_row, blank_numbers
from juminzei.formats.cells.codec import CELL_REMEDY, Cells, Problem, RefusedError
from juminzei.formats.cells.compiling import OTHER_CELLS, Part, parts_of
from juminzei.formats.errors import BrokenRow, Finding

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from _typeshed import DataclassInstance

    from juminzei.formats.layout import Layout
    from juminzei.formats.lines import Row

Record = TypeVar("Record", bound="DataclassInstance")
PART_OF_A_NUMBER = 6
"""From so many digits on, a text in the place of an Individual Number is not kept."""


@dataclass(slots=True)
class Reading:
    """What the rows of one file say, field by field, and what is wrong with some of them."""

    rows: Sequence[Row]
    """The rows that have as many cells as the layout."""
    layout: Layout
    values: dict[str, list[object]] = field(default_factory=dict)
    refused: dict[int, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    """By position in ``rows``."""
    warnings: list[Finding] = field(default_factory=list)
    odd: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """Cells written otherwise than we would write them, by position in ``rows``."""

    @property
    def taken(self) -> list[bool]:
        """Of each row, whether nothing is wrong with it."""
        return [position not in self.refused for position in range(len(self.rows))]


def read_columns(rows: Sequence[Row], layout: Layout) -> Reading:
    """Return what ``rows`` say; each has as many cells as ``layout`` has columns, or more."""
    reading = Reading(rows, layout)
    columns = list(zip(*(row.cells for row in rows), strict=False))
    for part in parts_of(layout.kind, layout.name):
        if columns:
            _read_part(reading, part, columns, layout)
    if reading.odd and OTHER_CELLS in reading.values:
        _add_odd_cells(reading)
    return reading


def records_of(reading: Reading, make: type[Record]) -> list[tuple[int, Record]]:
    """Return a record of every row that nothing is wrong with, and the row's number.

    ``make`` is a dataclass with slots. Its slots are filled field by field, past its
    constructor: with a hundred fields that is six times as fast, and the layouts
    guarantee what the constructor would check.
    """
    good = reading.taken
    numbers = [row.number for row in compress(reading.rows, good)]
    records = [object.__new__(make) for _ in numbers]
    for name, default in _defaults(make).items():
        column: Iterable[object] = repeat(default)
        if name in reading.values:
            column = compress(reading.values[name], good)
        deque(map(getattr(make, name).__set__, records, column), maxlen=0)
    return list(zip(numbers, records, strict=True))


def _defaults(make: type[DataclassInstance]) -> dict[str, object]:
    return {
        each.name: None if each.default is MISSING else each.default
        for each in dataclass_fields(make)
    }


def broken_rows(reading: Reading) -> list[BrokenRow]:
    """Return the rows that could not be taken, Individual Numbers blanked."""
    parts = parts_of(reading.layout.kind, reading.layout.name)
    secret = [column for part in parts if part.codec.secret for column in part.columns]
    return [
        BrokenRow(
            row=reading.rows[position].number,
            raw=_without_numbers(reading.rows[position], secret),
            findings=tuple(sorted(findings, key=lambda finding: finding.column)),
        )
        for position, findings in sorted(reading.refused.items())
    ]


def _without_numbers(row: Row, secret: Sequence[int]) -> str:
    """Return the text of ``row``; what stands in a number's place may be one written wrongly."""
    text = row.text
    for cell in sorted({row.cells[column] for column in secret}, key=len, reverse=True):
        if sum(map(str.isdecimal, cell)) >= PART_OF_A_NUMBER:
            text = text.replace(cell, MASK)
    return blank_broken_row(text)


def wrong_width(row: Row, expected: int) -> BrokenRow:
    """Return ``row`` as broken because it does not have ``expected`` cells."""
    if row.cells:
        value_class, problem = (
            "項目数の誤り",
            f"項目が{len(row.cells)}個あります（{expected}個の様式です）。",
        )
    elif row.text:
        value_class, problem = "引用符の誤り", '引用符（"）が閉じていません。'
    else:
        value_class, problem = "空行", "空の行です。"
    finding = Finding(row.number, 0, "行全体", value_class, problem, CELL_REMEDY)
    return BrokenRow(row.number, blank_broken_row(row.text), (finding,))


@dataclass(slots=True)
class _Understood:
    """Each distinct text of one field: what it says, and what is to be said of it."""

    values: dict[Hashable, object] = field(default_factory=dict)
    refused: dict[Hashable, tuple[Problem, ...]] = field(default_factory=dict)
    doubts: dict[Hashable, tuple[Problem, ...]] = field(default_factory=dict)
    odd: dict[Hashable, list[tuple[int, str]]] = field(default_factory=dict)


def _read_part(reading: Reading, part: Part, columns: Sequence[Cells], layout: Layout) -> None:
    places = (*part.columns, *part.context)
    keys: Sequence[Hashable] = (
        columns[places[0]]
        if len(places) == 1
        else list(zip(*(columns[place] for place in places), strict=True))
    )
    understood = _understand(part, set(keys))
    reading.values[part.field] = (
        [*understood.values.values()] * len(keys)
        if len(understood.values) == 1
        else list(map(understood.values.__getitem__, keys))
    )
    if not (understood.refused or understood.doubts or understood.odd):
        return
    for position, key in enumerate(keys):
        number = reading.rows[position].number
        for problem in understood.refused.get(key, ()):
            reading.refused[position].append(_finding(number, part, problem, layout))
        for problem in understood.doubts.get(key, ()):
            reading.warnings.append(_finding(number, part, problem, layout))
        if key in understood.odd:
            reading.odd[position] += understood.odd[key]


def _understand(part: Part, keys: set[Hashable]) -> _Understood:
    understood = _Understood()
    read, find_doubts = part.codec.read, part.codec.doubts
    if len(part.columns) + len(part.context) == 1:
        understood.values.update(part.codec.plain(cast("set[str]", keys)))
    for key in keys - understood.values.keys():
        cells: Cells = key if isinstance(key, tuple) else (str(key),)
        try:
            value = understood.values[key] = read(cells)
        except RefusedError as problem:
            understood.values[key] = None
            understood.refused[key] = problem.problems
            continue
        if doubts := find_doubts(cells, value):
            understood.doubts[key] = doubts
        if (
            value is not key
            and part.field != OTHER_CELLS
            and (odd := _odd_cells(part, cells, value))
        ):
            understood.odd[key] = odd
    return understood


def _odd_cells(part: Part, cells: Cells, value: object) -> list[tuple[int, str]]:
    """Return the cells that we would write otherwise, but never the digits of a number."""
    written = part.codec.write(value)
    if written == cells[: len(written)]:
        return []
    return [
        (column + 1, cell)
        for column, cell, ours in zip(part.columns, cells, written, strict=False)
        if cell != ours and _may_be_kept(part, cell)
    ]


def _may_be_kept(part: Part, cell: str) -> bool:
    if part.codec.secret:
        return not cell.strip("0")
    return blank_numbers(cell) == cell


def _add_odd_cells(reading: Reading) -> None:
    kept = reading.values[OTHER_CELLS]
    for position, cells in reading.odd.items():
        if position not in reading.refused:
            known = kept[position]
            kept[position] = tuple(sorted([*(known if isinstance(known, tuple) else ()), *cells]))


def _finding(row: int, part: Part, problem: Problem, layout: Layout) -> Finding:
    places = (*part.columns, *part.context)
    column = layout.columns[places[problem.place]]
    return Finding(
        row=row,
        column=column.number,
        column_name=column.name,
        value_class=problem.value_class,
        problem=problem.problem,
        remedy=problem.remedy,
    )
