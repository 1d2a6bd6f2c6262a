"""期割: published examples, what must always hold, and the days on which they fall due."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.contract.instalments import answer
from juminzei.kernel.instalments import (
    due_dates,
    half_yearly,
    ordinary,
    pension,
    pension_first,
    special,
)
from juminzei.kernel.law import Law, load

LAW = load(2026)
CASES = tomllib.loads(
    (Path(__file__).parent / "cases/instalments/published.toml").read_text(encoding="utf-8")
)["case"]
taxes = st.integers(0, 10**8).map(lambda hundreds: hundreds * 100)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_divides_as_published(case: dict[str, Any]) -> None:
    found: Any = answer(case["given"])
    assert [one["amount"] for one in found["instalments"]] == case["expect"]
    assert found.get("refund", 0) == case.get("refund", 0)


@given(tax=taxes)
def test_every_method_collects_exactly_the_tax(tax: int) -> None:
    amount = np.array([tax])
    for divide in (ordinary, special, half_yearly, pension_first):
        assert divide(amount, LAW).sum() == tax
        assert divide(amount, LAW).min() >= 0


@given(tax=taxes, last_year=taxes)
def test_a_later_pension_year_collects_the_tax_and_what_is_refunded(
    tax: int, last_year: int
) -> None:
    payments, refund = pension(np.array([tax]), np.array([last_year]), LAW)
    assert payments.sum() - refund[0] == tax
    assert payments.min() >= 0
    assert refund[0] == 0 or payments[0, 3:].sum() == 0


@given(tax=taxes)
def test_no_instalment_is_larger_than_the_first_of_its_kind(tax: int) -> None:
    for divide in (ordinary, special):
        columns = divide(np.array([tax]), LAW)[0]
        assert columns.max() == columns[0]
        assert len(set(columns[1:].tolist())) == 1


@given(tax=taxes)
def test_only_the_first_instalment_carries_what_is_below_the_unit(tax: int) -> None:
    amount = np.array([tax])
    assert not (ordinary(amount, LAW)[0, 1:] % 1_000).any()
    assert not (special(amount, LAW)[0] % 100).any()
    assert not (pension_first(amount, LAW)[0, 2:] % 100).any()


def test_many_people_are_divided_as_each_alone() -> None:
    amounts = np.arange(0, 2_000_000, 12_300)
    together = pension_first(amounts, LAW)
    alone = [pension_first(np.array([amount]), LAW)[0] for amount in amounts]
    assert (together == np.array(alone)).all()


def with_one_term(law: Law) -> Law:
    rules = replace(law.city.ordinary_collection, one_term_up_to_fixed_charge=True)
    return replace(law, city=replace(law.city, ordinary_collection=rules))


def test_the_ordinance_may_take_the_fixed_charge_in_one_term() -> None:
    amounts = np.array([5_000, 5_100])
    assert ordinary(amounts, LAW).tolist() == [
        [2_000, 1_000, 1_000, 1_000],
        [2_100, 1_000, 1_000, 1_000],
    ]
    assert ordinary(amounts, with_one_term(LAW)).tolist() == [
        [5_000, 0, 0, 0],
        [2_100, 1_000, 1_000, 1_000],
    ]


def test_half_yearly_pays_over_six_months_at_a_time() -> None:
    assert half_yearly(np.array([90_500]), LAW).tolist() == [[45_500, 45_000]]


def days(method: str, *, tax_year: int = 2026, twice: bool = False) -> list[date]:
    dues = due_dates(tax_year, method, load(tax_year), half_yearly=twice)
    return [due.due_on for due in dues]


def test_ordinary_terms_end_with_the_month_or_on_the_next_open_day() -> None:
    assert days("ordinary") == [
        date(2026, 6, 30),
        date(2026, 8, 31),
        date(2026, 11, 2),  # 31 October 2026 is a Saturday
        date(2027, 2, 1),  # 31 January 2027 is a Sunday
    ]
    assert days("ordinary", tax_year=2025) == [
        date(2025, 6, 30),
        date(2025, 9, 1),  # 31 August 2025 is a Sunday
        date(2025, 10, 31),
        date(2026, 2, 2),  # 31 January 2026 is a Saturday
    ]


def test_employers_pay_over_by_the_tenth_of_the_next_month_or_the_next_open_day() -> None:
    found = days("special")
    assert found[0] == date(2026, 7, 10)
    assert found[3] == date(2026, 10, 13)  # 10 October is a Saturday, the 12th a holiday
    assert found[6] == date(2027, 1, 12)  # 10 January is a Sunday, the 11th a holiday
    assert found[-1] == date(2027, 6, 10)
    assert len(found) == 12


def test_small_employers_pay_over_in_december_and_june() -> None:
    assert days("special", twice=True) == [date(2026, 12, 10)] * 6 + [date(2027, 6, 10)] * 6


def test_pension_years_name_their_kinds_in_the_order_of_collection() -> None:
    first = [(due.kind, due.term, due.month) for due in due_dates(2026, "pension_first", LAW)]
    later = [(due.kind, due.term, due.month) for due in due_dates(2026, "pension", LAW)]
    assert first == [
        ("ordinary", 1, "2026-06"),
        ("ordinary", 2, "2026-08"),
        ("pension_main", 1, "2026-10"),
        ("pension_main", 2, "2026-12"),
        ("pension_main", 3, "2027-02"),
    ]
    assert later == [
        ("pension_provisional", 1, "2026-04"),
        ("pension_provisional", 2, "2026-06"),
        ("pension_provisional", 3, "2026-08"),
        ("pension_main", 1, "2026-10"),
        ("pension_main", 2, "2026-12"),
        ("pension_main", 3, "2027-02"),
    ]


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError, match="'weekly' is no method of collection"):
        due_dates(2026, "weekly", LAW)
