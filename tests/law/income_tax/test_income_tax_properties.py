"""What holds for every return: monotone where the law is, and rounded as the law says."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.kernel.assess import CHUNK_ROWS
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.income_tax import (
    ReturnColumns,
    assess_income_tax,
    income_years,
    load_income_tax,
)
from law.income_tax.one_return import income_tax
from law.income_tax.returns import person_and_return
from law.people import chance_of

YEARS = st.sampled_from(income_years())
YEN = st.integers(0, 60_000_000)


@given(year=YEARS, income=YEN, more=st.integers(1, 3_000_000))
@settings(max_examples=300, deadline=None)
def test_more_profit_is_never_less_tax(year: int, income: int, more: int) -> None:
    less = income_tax(year, income_business=income)["tax_and_surtax"]
    assert income_tax(year, income_business=income + more)["tax_and_surtax"] >= less


@given(year=YEARS, income=YEN, paid=st.integers(0, 3_000_000))
@settings(max_examples=200, deadline=None)
def test_a_deduction_never_costs_tax(year: int, income: int, paid: int) -> None:
    without = income_tax(year, income_business=income)["tax_and_surtax"]
    after = income_tax(year, income_business=income, social_insurance=paid)["tax_and_surtax"]
    assert after <= without


@given(year=YEARS, income=YEN, withheld=st.integers(0, 9_000_000), prepaid=st.integers(0, 900_000))
@settings(max_examples=300, deadline=None)
def test_what_is_paid_and_what_comes_back_make_up_the_tax(
    year: int, income: int, withheld: int, prepaid: int
) -> None:
    tax = income_tax(year, told={"withheld": withheld, "prepaid": prepaid}, income_business=income)
    assert not (tax["payable"] and tax["refund"])
    left = tax["tax_and_surtax"] - withheld
    cut = left - tax["tax_declared"]
    assert 0 <= cut < 100
    assert cut == 0 or left > 0
    if left > 0:
        assert tax["tax_declared"] % 100 == 0
    assert tax["payable"] - tax["refund"] == tax["tax_declared"] - prepaid


@given(year=YEARS, income=YEN)
@settings(max_examples=200, deadline=None)
def test_bases_are_whole_thousands_and_the_surtax_is_below_its_rate(year: int, income: int) -> None:
    tax = income_tax(year, income_business=income, separate_land_long=income // 3)
    assert tax["tax_base"] % 1_000 == 0
    assert tax["tax_base_land_long"] % 1_000 == 0
    exact = tax["base_tax"] * 21
    assert tax["surtax"] * 1_000 <= exact < (tax["surtax"] + 1) * 1_000


@pytest.mark.parametrize("income_year", income_years())
def test_the_table_has_no_jump(income_year: int) -> None:
    edges = (1_950_000, 3_300_000, 6_950_000, 9_000_000, 18_000_000, 40_000_000)
    table = load_income_tax(income_year).national.tax_table.tax
    for edge in edges:
        below, at, above = table.of(np.array([edge - 1_000, edge, edge + 1_000])).down()
        assert below < at < above
        assert above - at <= 1_000 * 45 // 100


def test_the_table_rises_at_every_thousand() -> None:
    table = load_income_tax(2025).national.tax_table.tax
    taxes = table.of(np.arange(0, 45_000_000, 1_000)).down()
    assert (np.diff(taxes) > 0).all()


def test_rates_of_gifts_and_dividends_rise_with_them() -> None:
    told = [{"donation_political": amount} for amount in range(0, 300_000, 7_777)]
    found = [income_tax(told=one, income_business=9_000_000)["credit_political"] for one in told]
    assert all(first <= second for first, second in pairwise(found))


@pytest.mark.parametrize("income_year", [2020, 2024, 2026])
def test_many_at_once_are_as_each_alone(income_year: int) -> None:
    chance = chance_of(f"many {income_year}")
    people = [person_and_return(chance, income_year) for _ in range(300)]
    law = load_income_tax(income_year)
    columns = TaxpayerColumns.from_sparse([read(person).columns for person, _ in people])
    told = ReturnColumns.from_sparse([told for _, told in people])
    together = assess_income_tax(columns, told, law)
    for row in range(0, 300, 10):
        rows = slice(row, row + 1)
        alone = assess_income_tax(columns.rows(rows), told.rows(rows), law)
        assert alone.row(0) == together.row(row)


def test_more_than_a_chunk_comes_out_in_order() -> None:
    people = CHUNK_ROWS + 5
    incomes = np.arange(people) * 1_000
    columns = TaxpayerColumns.of(people, income_business=incomes)
    law = load_income_tax(2025)
    tax = assess_income_tax(columns, ReturnColumns.of(people), law)
    assert len(tax) == people
    assert (tax.aggregate_income == incomes).all()
    assert (np.diff(tax.tax_and_surtax) >= 0).all()


def test_people_and_returns_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="2 people and 1 returns"):
        assess_income_tax(
            TaxpayerColumns.from_sparse([{}, {}]),
            ReturnColumns.from_sparse([{}]),
            load_income_tax(2025),
        )
