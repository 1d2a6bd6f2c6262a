"""Which of a person's returns rules, and what it replaces of what the reports say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models import DocumentKind
from juminzei.apps.assessment.services.consolidation_returns import of_kinds
from juminzei.apps.assessment.services.consolidation_rules import UNREADY, rules
from juminzei.base.citation import cites

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.consolidation_documents import Documents
    from juminzei.apps.assessment.services.consolidation_rules import RulingKind
    from juminzei.apps.assessment.services.consolidation_trace import Trace
    from juminzei.base.money import Flags

Block = dict[str, "NDArray[Any]"]
"""Columns of the law by name, one row a person."""
ALL = slice(None)


@dataclass(frozen=True, slots=True, eq=False)
class Ruling:
    """The returns that rule, one for each person who filed any."""

    returns: Documents
    """The ruling ones, by person."""
    choosing: Documents
    """Inhabitant returns that choose the taxation of listed shares beside a national one."""
    ruled: Flags
    """Of all persons: who filed a return."""
    outfiled: Flags
    """Whose national return rules though an inhabitant return was filed after it."""
    unready: NDArray[np.int64]
    """Of all persons: how many returns cannot rule yet, for something of them is not entered."""


@cites("地方税法315条", "地方税法317条の2", "地方税法317条の3")
def ruling(documents: Documents, persons: int, *, tax_year: int, trace: Trace) -> Ruling:
    """Return which return of each person rules.

    The national return goes before the inhabitant one, whichever was filed first; of
    several of a kind the one filed last counts, of one day the one received last. A return
    that could not be read, or of which something on the image is not entered yet, rules
    nobody: until then the reports do, and the person is among the exceptions.

    Args:
        documents: Of every kind.
        persons: How many people there are.
        tax_year: 年度; which kinds rule goes by it.
        trace: Told which returns were passed over.
    """
    kinds = rules().ruling_in(tax_year)
    filed = of_kinds(documents, [DocumentKind(kind.kind) for kind in kinds])
    pending = filed[f"stated_{UNREADY}"] > 0
    trace.passed_over(UNREADY, filed["document_id"][pending])
    unready = filed.chosen(pending).counted(persons)
    filed = filed.chosen(~pending)
    ranks = _ranks(filed, kinds)
    keys = (-filed["document_id"], -filed["filed_day"], ranks, filed.person)
    filed = filed.chosen(np.lexsort(keys))
    first = filed.first_of_each()
    which = np.zeros(persons, dtype=np.int64)
    which[filed.person[first]] = first
    over = which[filed.person]  # the place of the return that rules the person of each
    other = filed["kind"] != filed["kind"][over]
    gap = filed["filed_day"] - filed["filed_day"][over]
    _tell(filed, over, np.where(other, np.sign(gap), NEWER), trace)
    ruled = np.zeros(persons, dtype=np.bool_)
    ruled[filed.person] = True
    return Ruling(
        returns=filed.chosen(first),
        choosing=_choosing(filed, other & (gap >= 0), tax_year),
        ruled=ruled,
        outfiled=filed.any(other & (gap > 0), persons),
        unready=unready,
    )


NEWER = 9
PASSED_OVER = {
    NEWER: "newer_return",
    -1: "national_return_later",
    0: "national_return_same_day",
    1: "national_return_first",
}


@dataclass(frozen=True, slots=True, eq=False)
class Replaced:
    """Columns as returns and reports make them."""

    columns: Block
    left_to_reports: Flags
    """Whose return leaves some detail to the reports."""


def replaced(columns: Block, found: Ruling, *, tax_year: int, trace: Trace) -> Replaced:
    """Return ``columns`` with those of the ruling return in the place of the reports'.

    Args:
        columns: From the reports, every column of the law; not changed.
        found: Which return rules.
        tax_year: 年度.
        trace: Told what came from where.
    """
    result = {name: values.copy() for name, values in columns.items()}
    detailed = np.zeros(len(found.ruled), dtype=np.bool_)
    for kind in rules().ruling_in(tax_year):
        returns = of_kinds(found.returns, [DocumentKind(kind.kind)])
        left = _left_to_reports(columns, returns)
        for name in kind.columns:
            put(result, name, returns, kind.kind, trace, rows=_others(left.get(name)))
        for name, rows in left.items():
            trace.stands("detail_of_report", [name], returns.person[rows])
            detailed[returns.person[rows]] = True
    for name in rules().choice.columns:
        put(result, name, found.choosing, "listed_choice", trace)
    return Replaced(result, detailed)


def put(
    columns: Block,
    name: str,
    documents: Documents,
    rule: str,
    trace: Trace,
    *,
    rows: Flags | slice = ALL,
) -> None:
    """Let one column of these documents, one a person, take the place of what there was.

    Only that column is chosen from: to choose whole documents for each would copy them all.

    Args:
        columns: By name; changed.
        name: Which column.
        documents: At most one a person.
        rule: Why.
        trace: Told of it.
        rows: Which of the documents.
    """
    persons = documents.person[rows]
    if len(persons) == 0:
        return
    columns[name][persons] = documents[name][rows]
    trace.outdone(rule, [name], persons)
    trace.took(rule, [name], documents["document_id"][rows])


def _others(rows: Flags | None) -> Flags | slice:
    return ALL if rows is None else ~rows


def _ranks(filed: Documents, kinds: tuple[RulingKind, ...]) -> NDArray[np.int64]:
    ranks = np.zeros(len(filed), dtype=np.int64)
    for rank, kind in enumerate(kinds):
        ranks[filed["kind"] == kind.kind] = rank
    return ranks


def _tell(filed: Documents, over: NDArray[np.int64], why: NDArray[Any], trace: Trace) -> None:
    passed_over = over != np.arange(len(filed))
    for code, rule in PASSED_OVER.items():
        trace.passed_over(rule, filed["document_id"][passed_over & (why == code)])


def _choosing(filed: Documents, not_earlier: Flags, tax_year: int) -> Documents:
    """Return the newest choice of each person beside a national return, until it was one."""
    choice = rules().choice
    chosen = not_earlier & (filed[f"stated_{choice.stated}"] > 0)
    choosing = filed.chosen(chosen & (tax_year <= choice.until_tax_year))
    return choosing.chosen(choosing.first_of_each())


def _left_to_reports(columns: Block, returns: Documents) -> dict[str, Flags]:
    """Return, by column, which returns leave it to the reports, which do show it."""
    left = {}
    for filled in rules().filled:
        shown = np.ones(len(returns), dtype=np.bool_)
        if filled.stated:
            shown = returns[f"stated_{filled.stated}"] > 0
        silent = np.all([returns[name] == 0 for name in filled.columns], axis=0)
        reported = np.any([columns[name][returns.person] != 0 for name in filled.columns], axis=0)
        left.update(dict.fromkeys(filled.columns, shown & silent & reported))
    return left
