"""The boxes of a return taken at the desk, read from ``return_form.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juminzei.kernel.column_set import kinds_of
from juminzei.kernel.columns import column_kinds
from juminzei.kernel.income_tax import ReturnColumns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.column_kind import ColumnKind

FILE = Path(__file__).with_name("return_form.toml")
DISABILITY = (("0", "なし"), ("1", "障害者"), ("2", "特別障害者"))
SINGLE_PARENT = (("0", "当てはまらない"), ("1", "ひとり親（母）"), ("2", "ひとり親（父）"))
FOREVER = 9999
CODES = {"disability": DISABILITY, "single_parent": SINGLE_PARENT}


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its name, its words, what may be typed into it.

    ``kind`` is yen, loss (yen, also below 0), percent, count, flag, choice, day, text or hidden.
    """

    name: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()
    number: str = ""
    """The box of the income tax return, as of income year 2025."""
    adds: tuple[str, ...] = ()
    """In a list: the columns to which the amounts of its rows are added."""
    through: int = FOREVER
    """The last tax year that has it."""


@dataclass(frozen=True, slots=True)
class ListOfBoxes:
    """A list whose rows all have the same boxes."""

    key: str
    title: str
    columns: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that belong together on the form, and the question that leads to them."""

    key: str
    title: str
    question: str
    asked: int
    boxes: tuple[Box, ...]
    rows: ListOfBoxes | None
    for_visitors: tuple[str, ...] | None = None
    """The boxes that somebody may fill in themselves, beside the list; None for none at all."""


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups in the order of the form."""
    told = _told()
    return tuple(
        Group(
            key=one["key"],
            title=one["title"],
            question=one["question"],
            asked=one["asked"],
            boxes=tuple(_box(box) for box in one["fields"]),
            rows=lists()[one["list"]] if "list" in one else None,
            for_visitors=tuple(one["visitor"]) if "visitor" in one else None,
        )
        for one in told["groups"]
    )


@cache
def in_order_of_questions() -> tuple[Group, ...]:
    """Return the groups as somebody is asked about them."""
    return tuple(sorted(groups(), key=lambda group: group.asked))


@cache
def lists() -> dict[str, ListOfBoxes]:
    """Return the lists by their key."""
    return {
        one["key"]: ListOfBoxes(
            one["key"], one["title"], tuple(_box(box) for box in one["columns"])
        )
        for one in _told()["lists"]
    }


@cache
def boxes() -> dict[str, Box]:
    """Return every box outside the lists by its name."""
    return {box.name: box for group in groups() for box in group.boxes}


def _told() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _box(told: Mapping[str, Any]) -> Box:
    name = told["name"]
    kinds = column_kinds() | kinds_of(ReturnColumns)
    column = None if "kind" in told else kinds[name]
    choices = told.get("choices", CODES.get(name, ()))
    return Box(
        name=name,
        label=told.get("label") or (column.label if column else ""),
        kind=told.get("kind") or _kind(name, column),
        choices=tuple((value, label) for value, label in choices),
        number=told.get("box", ""),
        adds=tuple(told.get("adds", ())),
        through=told.get("through", FOREVER),
    )


def _kind(name: str, column: ColumnKind | None) -> str:
    if column is None or name in CODES:
        return "choice"
    if column.flag:
        return "flag"
    return "loss" if column.least < 0 else "yen"
