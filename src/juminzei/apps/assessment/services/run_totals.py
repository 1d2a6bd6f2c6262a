"""What a run comes to: people and yen, added up chunk by chunk."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from juminzei.apps.assessment.models import Finding
from juminzei.apps.assessment.selectors.run_exceptions import ADULT, JUMP, OLD
from juminzei.apps.assessment.services.collection_method import METHODS
from juminzei.apps.assessment.services.ledger_digest import blocks
from juminzei.kernel.exemption import Exemption

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from juminzei.apps.assessment.services.calculate_chunk import Calculated
    from juminzei.base.money import Flags


class Totals(TypedDict):
    """Counts in persons or pieces, amounts in yen."""

    people: int
    assessed: int
    taxed: int
    municipal: int
    prefectural: int
    forest: int
    total: int
    special_amount: int
    pension_amount: int
    ordinary_amount: int
    instalments: int
    by_method: dict[str, int]
    by_exempt: dict[str, int]
    exceptions: dict[str, int]


def chunk_result(calculated: Calculated) -> dict[str, Any]:
    """Return the totals of a chunk, with the digests of its blocks, as JSON."""
    return {**totals_of(calculated), "blocks": blocks(calculated)}


def totals_of(calculated: Calculated) -> Totals:
    """Return what these people come to."""
    tax, parts = calculated.assessment, calculated.spread
    return Totals(
        people=len(tax),
        assessed=len(tax),
        taxed=int((tax.total > 0).sum()),
        municipal=int((tax.municipal_income_levy + tax.municipal_per_capita_levy).sum()),
        prefectural=int((tax.prefectural_income_levy + tax.prefectural_per_capita_levy).sum()),
        forest=int(tax.forest_environment_tax.sum()),
        total=int(tax.total.sum()),
        special_amount=int(parts.special_amount.sum()),
        pension_amount=int(parts.pension_amount.sum()),
        ordinary_amount=int(parts.ordinary_amount.sum()),
        instalments=int(np.count_nonzero(parts.amounts)),
        by_method=_counted([m.value for m in METHODS], calculated.collection.method.tolist()),
        by_exempt=_counted([e.contract_name or "none" for e in Exemption], tax.exempt.tolist()),
        exceptions={name: int(people.sum()) for name, people in exceptions_of(calculated).items()},
    )


def exceptions_of(calculated: Calculated) -> dict[str, Flags]:
    """Return for whom a clerk should look, by reason; see :data:`EXCEPTIONS`."""
    people, tax, previous = calculated.people, calculated.assessment, calculated.previous
    undocumented = people.document_count == 0
    age = people.columns.age
    change = np.abs(tax.aggregate_income - previous.aggregate_income)
    larger = np.maximum(tax.aggregate_income, previous.aggregate_income)
    return {
        "taxed_without_documents": undocumented & (tax.total > 0) & ~people.property_only,
        "no_document": undocumented & (age >= ADULT) & (age < OLD) & ~people.property_only,
        "birthday_unknown": np.isnat(people.birth_on),
        "income_jump": previous.known & (change >= JUMP) & (2 * change >= larger),
        **{name: figures > 0 for name, figures in people.findings.items()},
    }


EXCEPTIONS = {
    "taxed_without_documents": "資料がないのに税額がある",
    "no_document": "18〜64歳で課税資料がない（未申告の調査対象）",
    "birthday_unknown": "生年月日が不明",
    "income_jump": "前年度から所得が倍増または半減し、差が100万円以上",
    **dict(Finding.choices),
    "documents_unmatched": "個人を特定していない課税資料",
    "rows_quarantined": "取込を保留している行",
}
"""Reason → words for the clerk; all but the last two are counted in persons."""


def added(results: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the totals of several chunks together."""
    figures: Counter[str] = Counter()
    tables: dict[str, Counter[str]] = {name: Counter() for name in TABLES}
    for result in results:
        figures.update({name: result[name] for name in FIGURES})
        for name, table in tables.items():
            table.update(result[name])
    counted = {name: figures[name] for name in FIGURES}
    return {**counted, **{name: dict(table) for name, table in tables.items()}}


TABLES = ("by_method", "by_exempt", "exceptions")
FIGURES = tuple(name for name in Totals.__annotations__ if name not in TABLES)


def _counted(names: list[str], places: list[int]) -> dict[str, int]:
    found = Counter(places)
    return {name: found[place] for place, name in enumerate(names)}
