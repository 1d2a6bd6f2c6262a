"""The matrix of a day as rows to show, and what differs between two days."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from juminzei.platform.policy.circumstances import TERMINALS
from juminzei.platform.policy.data_class import data_classes
from juminzei.platform.policy.entries import KINDS, ways_in
from juminzei.platform.policy.function import functions, systems
from juminzei.platform.policy.matrix import Grant, Matrix, matrix
from juminzei.platform.policy.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from juminzei.platform.policy.function import Function

MAY = "○"


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether a role may carry out a function, and under which conditions."""

    may: bool
    conditions: str

    def __str__(self) -> str:
        return f"{MAY}{self.conditions and f'（{self.conditions}）'}" if self.may else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One function, with a cell for each role."""

    function: Function
    system: str
    data: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in one cell from one day to another."""

    role: str
    function: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownWay:
    """One way in, by the names of its functions or why it is open."""

    kind: str
    name: str
    needs: str


def rows(day: date, source: Matrix | None = None) -> list[Row]:
    """Return the matrix of ``day``, function by function."""
    then = (source or matrix()).on(day)
    return [
        Row(
            function,
            systems()[function.system],
            names_of(function.data),
            tuple(_cell(then, role, function) for role in Role.values),
        )
        for function in functions().values()
    ]


def differences(before: date, after: date, source: Matrix | None = None) -> list[Difference]:
    """Return the cells that differ between two days."""
    day = partial(rows, source=source)
    return [
        Difference(role.label, old.function.name, str(then), str(now))
        for old, new in zip(day(before), day(after), strict=True)
        for role, then, now in zip(Role, old.cells, new.cells, strict=True)
        if then != now
    ]


def shown_ways() -> list[ShownWay]:
    """Return every way in with what it needs."""
    known = functions()
    return [
        ShownWay(
            label,
            way.name,
            "、".join(known[key].name for key in way.functions) or f"（{way.open_because}）",
        )
        for kind, label in KINDS.items()
        for way in ways_in(kind).values()
    ]


def names_of(classes: tuple[str, ...] | frozenset[str]) -> str:
    """Return the names of classes of data, the most guarded first."""
    return "、".join(one.name for key, one in data_classes().items() if key in classes)


def conditions(grant: Grant, function: Function) -> str:
    """Return what a grant asks for, or shows less; empty where it holds without more."""
    said = []
    if grant.terminals < set(TERMINALS):
        said.append("端末：" + "・".join(TERMINALS[key] for key in sorted(grant.terminals)))
    if grant.hours:
        said.append(f"{grant.hours[0]:%H:%M}から{grant.hours[1]:%H:%M}まで")
    seen = grant.data_of(function.key)
    if seen < set(function.data):
        said.append(f"{names_of(seen)}だけ")
    return "、".join(said)


def _cell(then: Matrix, role: str, function: Function) -> Cell:
    said = [conditions(grant, function) for grant in then.of(role, function.key)]
    free = not all(said)
    return Cell(bool(said), "" if free else "または".join(said))
