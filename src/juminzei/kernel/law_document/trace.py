"""A listener to the chain: which rule each step calls, and which figures it hands over."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import numpy as np

from juminzei.kernel.assess import assess_chunk
from juminzei.kernel.column_kind import MOST_YEN
from juminzei.kernel.column_set import kinds_of
from juminzei.kernel.columns import TaxpayerColumns, column_kinds
from juminzei.kernel.income_tax.assess import assess_chunk as assess_income_tax_chunk
from juminzei.kernel.income_tax.law import income_years, load_income_tax
from juminzei.kernel.income_tax.return_columns import ReturnColumns
from juminzei.kernel.law import load, ordinances, tax_years
from juminzei.kernel.law_document.bodies import income_tax_subjects, subjects
from juminzei.kernel.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from juminzei.kernel.column_kind import ColumnKind
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.law import Law
    from juminzei.kernel.law_document.bodies import Subject

P = ParamSpec("P")
R = TypeVar("R")
BODIES = ("national", "prefecture", "city")
INCOME_TAX_STEP = "income_tax:"
"""Before the name of a step of the income tax, which tells some steps in its own words."""
EARNED, SPENT = 20_000_000, 10_000
"""Yen in each column of a person whose tax is traced: earned, and everything else."""
JUST_TAXED = 451_000
"""Yen of income of a person alone whose levies are relieved (調整措置)."""
INCOMES = ("revenue_", "income_", "separate_", "transfer_", "occasional", "forestry", "retirement")
VERY_LARGE, VERY_MUCH = ("undeclared_listed_income",), 1_000_000_000
"""What calls for the minimum tax."""
UNTAXED = ("public_assistance", "property_only", "income_elsewhere")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the chain did with one rule; dictionaries keep the order."""

    steps: dict[str, None] = field(default_factory=dict)
    sections: dict[str, None] = field(default_factory=dict)


class Listener(Steps):
    """Calls the rules and notes which figures of the law go into each."""

    def __init__(
        self, places: dict[int, str], seen: dict[tuple[str, str], Seen], tax: str = ""
    ) -> None:
        self.seen = seen
        self.places = places
        self.tax = tax
        """Beginning of the names of its steps, where it is not the inhabitant tax's."""

    def take(self, name: str, rule: Callable[P, R], *plain: P.args, **inputs: P.kwargs) -> R:
        """Return what ``rule`` makes of ``inputs``, after noting it."""
        seen = self.seen.setdefault((rule.__module__, rule.__name__), Seen())
        seen.steps[f"{self.tax}{name}"] = None
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
            listener = Listener(dict(_places(law)), seen)
            for columns in _people():
                assess_chunk(columns, law, listener)
    for income_year in income_years():
        _trace_income_tax(load_income_tax(income_year), seen)
    return seen


def _trace_income_tax(law: IncomeTaxLaw, seen: dict[tuple[str, str], Seen]) -> None:
    places = dict(_places_in(income_tax_subjects(law)))
    listener = Listener(places, seen, INCOME_TAX_STEP)
    for columns in _people():
        told = ReturnColumns.of(1, **_given(kinds_of(ReturnColumns), flags=True))
        assess_income_tax_chunk(columns, told, law, listener)


def _people() -> Iterator[TaxpayerColumns]:
    """Return people among whom every fact is given to someone who is taxed.

    The chain may leave out steps that come to nothing for everybody.
    """
    for flags in (False, True):
        yield TaxpayerColumns.of(1, **_given(column_kinds(), flags=flags))
    yield TaxpayerColumns.of(1, income_business=np.array([JUST_TAXED]))


def _given(kinds: dict[str, ColumnKind], *, flags: bool) -> dict[str, NDArray[Any]]:
    return {
        name: np.array([flags and name not in UNTAXED])
        if kind.flag
        else np.array([VERY_MUCH if name in VERY_LARGE else _amount(name, kind)])
        for name, kind in kinds.items()
    }


def _amount(column: str, kind: ColumnKind) -> int:
    """Return much for an income, little for what is taken off, one for a count or a code."""
    if kind.most < MOST_YEN:
        return 1
    return EARNED if column.startswith(INCOMES) and not column.endswith("_deduction") else SPENT


def _places(law: Law) -> Iterator[tuple[int, str]]:
    """Return the section of everything that the law holds, by the identity of the object."""
    for body in BODIES:
        yield from _places_in(subjects(body, getattr(law, body)))


def _places_in(found: list[Subject]) -> Iterator[tuple[int, str]]:
    for subject in found:
        for part in _parts(subject.sections[0]):
            yield id(part), subject.path


def _parts(node: object) -> Iterator[object]:
    yield node
    if is_dataclass(node):
        for one in fields(node):
            part = getattr(node, one.name)
            if is_dataclass(part):
                yield from _parts(part)
