"""The whole calculation for many people: any order, any chunks, and within int64."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
import pytest

from juminzei.kernel import assess as assessing
from juminzei.kernel.assess import assess
from juminzei.kernel.assessment import Assessment
from juminzei.kernel.column_kind import MOST_YEN
from juminzei.kernel.columns import TaxpayerColumns, column_kinds
from juminzei.kernel.contract import read
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.law import load
from law.people import chance_of, request

if TYPE_CHECKING:
    from juminzei.kernel.law import Law

YEARS = (2025, 2026)


def people(count: int, tax_year: int) -> TaxpayerColumns:
    chance = chance_of(f"assess {tax_year}")
    return TaxpayerColumns.from_sparse(
        [read(request(chance, tax_year)).columns for _ in range(count)]
    )


def same(left: Assessment, right: Assessment) -> bool:
    return all(
        np.array_equal(getattr(left, column.name), getattr(right, column.name))
        for column in fields(Assessment)
    )


@pytest.mark.parametrize("tax_year", YEARS)
def test_everybody_gets_the_same_tax_alone_as_in_a_crowd(tax_year: int) -> None:
    crowd, law = people(300, tax_year), load(tax_year)
    together = assess(crowd, law)
    for row in range(len(crowd)):
        alone = assess(crowd.rows(slice(row, row + 1)), law)
        assert alone.row(0) == together.row(row)


@pytest.mark.parametrize("threads", [1, 2])
def test_chunks_and_threads_change_nothing(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd, law = people(500, 2026), load(2026)
    whole = assess(crowd, law)
    monkeypatch.setattr(assessing, "CHUNK_ROWS", 64)
    monkeypatch.setattr(assessing, "THREADED_CHUNK_ROWS", 77)
    assert same(assess(crowd, law, threads=threads), whole)


def test_nobody_is_assessed_to_nothing() -> None:
    assert len(assess(TaxpayerColumns.of(0), load(2026))) == 0


def test_inputs_are_left_as_they_were() -> None:
    crowd = people(200, 2026)
    before = [crowd.to_sparse(row) for row in range(len(crowd))]
    assess(crowd, load(2026))
    assert [crowd.to_sparse(row) for row in range(len(crowd))] == before


def extremes(law: Law) -> list[dict[str, int]]:
    """Return people with every column at its limit, and each alone at its limit."""
    kinds = column_kinds()
    most = {name: kind.most for name, kind in kinds.items()}
    least = {name: kind.least for name, kind in kinds.items() if kind.least}
    taxed = {"public_assistance": 0, "property_only": 0, "income_elsewhere": 0}
    rich = {name: kind.most for name, kind in kinds.items() if name.startswith(("inc", "rev"))}
    assert law.national.hometown_donation.rate.rows
    return [
        most,
        most | taxed,
        most | taxed | least,
        rich | taxed,
        *({name: kind.most} for name, kind in kinds.items()),
        *(rich | taxed | {name: kind.most} for name, kind in kinds.items()),
    ]


@pytest.mark.parametrize("tax_year", YEARS)
def test_no_figure_leaves_int64_at_the_limits_of_every_column(tax_year: int) -> None:
    law = load(tax_year)
    stored = extremes(law)
    found = assess(TaxpayerColumns.from_sparse(stored), law)
    for column in fields(Assessment):
        assert getattr(found, column.name).min() >= 0, column.name
    assert found.total.max() < 10 * MOST_YEN


def test_the_tax_of_the_largest_income_is_exact() -> None:
    # 99,999,999,999: no deduction, base cut to 99,999,999,000; 5,999,999,940 and 3,999,999,960
    found = assess(TaxpayerColumns.of(1, income_business=[MOST_YEN]), load(2026)).row(0)
    assert found["municipal_income_levy"] == 5_999_999_900
    assert found["prefectural_income_levy"] == 3_999_999_900
    assert found["total"] == 9_999_999_800 + 5_000


def test_a_house_owner_whose_income_is_known_elsewhere_pays_the_per_capita_levy() -> None:
    columns = TaxpayerColumns.of(
        2, property_only=[True, True], income_elsewhere=[True, False], minor=[True, False]
    )
    found = assess(columns, load(2026))
    assert found.total.tolist() == [4_000, 0]
    assert found.exempt.tolist() == [Exemption.NONE, Exemption.PER_CAPITA_THRESHOLD]


def test_a_relative_in_the_other_earners_report_counts_for_the_adjustment() -> None:
    columns = TaxpayerColumns.of(
        2,
        revenue_employment=[9_000_000] * 2,
        relative_for_income_adjustment=[True, False],
    )
    assert assess(columns, load(2026)).income_adjustment_child.tolist() == [50_000, 0]


def test_an_exemption_is_told_in_japanese_and_in_the_contract() -> None:
    assert Exemption.NONE.contract_name is None
    assert Exemption.INCOME_1350000.contract_name == "income_1350000"
    assert Exemption.INCOME_LEVY_THRESHOLD.label == "所得割のみ非課税"
    assert len({exemption.label for exemption in Exemption}) == len(Exemption)
