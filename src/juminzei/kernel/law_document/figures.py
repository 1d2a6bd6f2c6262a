"""The figures of a section one by one: each bracket of a table is a line of its own."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from juminzei.base.money import Rate
from juminzei.kernel.parameters.changes import MonthDay
from juminzei.kernel.parameters.tables import (
    OPEN,
    AmountTable,
    Grid,
    LineTable,
    RateTable,
)
from juminzei.kernel.wording.parameters import figure_text, parameter_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.kernel.law_document.bodies import Subject

TABLES = (AmountTable, LineTable, RateTable)
WORDS = {"cite", "assumption"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a section."""

    key: str
    """``employment_income.income`` without the section: ``income``, ``grade_1.base``."""
    label: str
    text: str

    def __str__(self) -> str:
        return f"{self.label}　{self.text}"


def figures_of(subject: Subject) -> list[Figure]:
    """Return the lines of a section, in the order of its file."""
    if len(subject.sections) == 1:
        return list(_of(subject.sections[0], subject.path, "", ""))
    return [line for row in subject.sections for line in _row(row, subject.path)]


def _of(node: object, path: str, key: str, label: str) -> Iterator[Figure]:
    for field in fields(node):  # type: ignore[arg-type]  # sections and their parts are dataclasses
        if field.init and field.name not in WORDS:
            below = f"{key}.{field.name}".strip(".")
            named = parameter_label(f"{path}.{below}")
            told = f"{label}・{named}" if label else named
            yield from _value(getattr(node, field.name), path, below, told)


def _value(value: object, path: str, key: str, label: str) -> Iterator[Figure]:
    if isinstance(value, TABLES):
        yield from _table(value, key, label)
    elif isinstance(value, Grid):
        yield from _grid(value, key, label)
    elif isinstance(value, MonthDay):
        yield Figure(key, label, f"{value.month}月{value.day}日")
    elif is_dataclass(value) and not isinstance(value, Rate):
        yield from _of(value, path, key, label)
    elif isinstance(value, tuple) and value and all(is_dataclass(one) for one in value):
        for number, one in enumerate(value, 1):
            yield from _of(one, path, key, f"{label}（{number}）")
    else:
        yield Figure(key, label, figure_text(f"{path}.{key}", value))


def _row(row: object, path: str) -> Iterator[Figure]:
    """Return one row of a section that is a list, its first figure as the label."""
    first, *others = _of(row, path, "", "")
    text = "、".join(f"{one.label} {one.text}" for one in others if one.text != "なし")
    yield Figure(first.text, first.text, text)


def _table(table: AmountTable | LineTable | RateTable, key: str, label: str) -> Iterator[Figure]:
    if not table.rows:
        yield Figure(key, label, "なし")
    start = None
    for row in table.rows:
        text = f"{row.rate:%}" if hasattr(row, "rate") and not hasattr(row, "plus") else _line(row)
        yield Figure(key, f"{label}（{_bracket(start, row.up_to)}）", text)
        start = row.up_to + 1


def _line(row: object) -> str:
    return f"{row.amount:,}円" if hasattr(row, "amount") else str(row)


def _grid(grid: Grid, key: str, label: str) -> Iterator[Figure]:
    own = "／".join(f"{limit:,}円まで" for limit in grid.own_up_to)
    yield Figure(key, f"{label}（本人の合計所得金額の区分）", own if grid.rows else "なし")
    start = None
    for row in grid.rows:
        amounts = "／".join(f"{amount:,}円" for amount in row.amounts)
        yield Figure(key, f"{label}（配偶者 {_bracket(start, row.up_to)}）", amounts)
        start = row.up_to + 1


def _bracket(start: int | None, up_to: int) -> str:
    """Return which yen a row holds for; a negative limit is told as less than nothing."""
    if up_to == OPEN:
        return f"{start:,}円から" if start is not None else "すべて"
    if up_to < 0:
        return "0円未満"
    return f"{up_to:,}円まで" if not start else f"{start:,}円から{up_to:,}円まで"
