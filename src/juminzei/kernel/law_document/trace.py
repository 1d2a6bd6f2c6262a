"""A listener to the chain: which rule each step calls, and which figures it hands over."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import numpy as np

from juminzei.kernel.assess import assess_chunk
from juminzei.kernel.column_kind import MOST_YEN
from juminzei.kernel.columns import TaxpayerColumns, column_kinds
from juminzei.kernel.law import load, ordinances, tax_years
from juminzei.kernel.law_document.bodies import subjects
from juminzei.kernel.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from juminzei.kernel.column_kind import ColumnKind
    from juminzei.kernel.law import Law

P = ParamSpec("P")
R = TypeVar("R")
BODIES = ("national", "prefecture", "city")
EARNED, SPENT = 20_000_000, 10_000
"""Yen in each column of a person whose tax is traced: earned, and everything else."""
JUST_TAXED = 451_000
"""Yen of income of a person alone whose levies are relieved (調整措置)."""
INCOMES = ("revenue_", "income_", "separate_", "transfer_", "occasional", "forestry", "retirement")
UNTAXED = ("public_assistance", "property_only", "income_elsewhere")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the chain did with one rule; dictionaries keep the order."""

    steps: dict[str, None] = field(default_factory=dict)
    sections: dict[str, None] = field(default_factory=dict)


class Listener(Steps):
    """Calls the rules and notes which figures of the law go into each."""

    def __init__(self, law: Law, seen: dict[tuple[str, str], Seen]) -> None:
        self.seen = seen
        self.places = dict(_places(law))

    def take(self, name: str, rule: Callable[P, R], *plain: P.args, **inputs: P.kwargs) -> R:
        """Return what ``rule`` makes of ``inputs``, after noting it."""
        seen = self.seen.setdefault((rule.__module__, rule.__name__), Seen())
        seen.steps[name] = None
        for one in inputs.values():
            if id(one) in self.places:
                seen.sections[self.places[id(one)]] = None
        return rule(*plain, **inputs)


@cache
def traced() -> dict[tuple[str, str], Seen]:
    """Return what the chain does with each rule, by module and name, in every year and city."""
    seen: dict[tuple[str, str], Seen] = {}
    for city in sorted(ordinances().values()):
        for tax_year in tax_years(city):
            law = load(tax_year, city)
            listener = Listener(law, seen)
            for columns in _people():
                assess_chunk(columns, law, listener)
    return seen


def _people() -> Iterator[TaxpayerColumns]:
    """Return people among whom every fact is given to someone who is taxed.

    The chain may leave out steps that come to nothing for everybody.
    """
    for flags in (False, True):
        given = {
            name: np.array([flags and name not in UNTAXED])
            if kind.flag
            else np.array([_amount(name, kind)])
            for name, kind in column_kinds().items()
        }
        yield TaxpayerColumns.of(1, **given)
    yield TaxpayerColumns.of(1, income_business=np.array([JUST_TAXED]))


def _amount(column: str, kind: ColumnKind) -> int:
    """Return much for an income, little for what is taken off, one for a count or a code."""
    if kind.most < MOST_YEN:
        return 1
    return EARNED if column.startswith(INCOMES) and not column.endswith("_deduction") else SPENT


def _places(law: Law) -> Iterator[tuple[int, str]]:
    """Return the section of everything that the law holds, by the identity of the object."""
    for body in BODIES:
        for subject in subjects(body, getattr(law, body)):
            for part in _parts(subject.sections[0]):
                yield id(part), subject.path


def _parts(node: object) -> Iterator[object]:
    yield node
    if is_dataclass(node):
        for one in fields(node):
            part = getattr(node, one.name)
            if is_dataclass(part):
                yield from _parts(part)
