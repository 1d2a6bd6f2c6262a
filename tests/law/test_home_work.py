"""家内労働者等の必要経費の特例 (租税特別措置法27条), worked by hand."""

from __future__ import annotations

import pytest

from juminzei.kernel.parameters.incomes import HomeWork
from juminzei.kernel.rules.home_work import (
    home_work_expenses_counted,
    home_work_income,
    home_work_minimum_left,
)
from law.figures import yen
from law.one_person import answered, steps_of

LAW = HomeWork(cite="租税特別措置法27条", minimum_expenses=650_000)


def income(revenue: int, expenses: int, pay: int = 0) -> int:
    counted = home_work_expenses_counted(
        home_work_revenue=yen(revenue),
        home_work_expenses=yen(expenses),
        minimum_left=home_work_minimum_left(revenue_employment=yen(pay), law=LAW),
    )
    return int(home_work_income(home_work_revenue=yen(revenue), expenses=counted)[0])


@pytest.mark.parametrize(
    ("revenue", "expenses", "expected"),
    [
        pytest.param(1_000_000, 0, 350_000, id="1,000,000 - 650,000"),
        pytest.param(1_000_000, 649_999, 350_000, id="expenses a yen below the minimum"),
        pytest.param(1_000_000, 650_000, 350_000, id="expenses of just the minimum"),
        pytest.param(1_000_000, 650_001, 349_999, id="expenses a yen above: the true ones count"),
        pytest.param(650_001, 0, 1, id="revenue a yen above the minimum"),
        pytest.param(650_000, 0, 0, id="revenue of just the minimum"),
        pytest.param(400_000, 0, 0, id="the minimum is at most the revenue"),
        pytest.param(400_000, 500_000, 0, id="true expenses above the revenue make no loss"),
    ],
)
def test_expenses_are_at_least_the_minimum(revenue: int, expenses: int, expected: int) -> None:
    assert income(revenue, expenses) == expected


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        pytest.param(0, 350_000, id="no pay: 1,000,000 - 650,000"),
        pytest.param(200_000, 550_000, id="1,000,000 - (650,000 - 200,000)"),
        pytest.param(649_999, 999_999, id="one yen of the minimum is left"),
        pytest.param(650_000, 1_000_000, id="nothing of the minimum is left"),
        pytest.param(3_000_000, 1_000_000, id="nor with more pay"),
    ],
)
def test_what_the_deduction_from_pay_gave_is_not_given_again(pay: int, expected: int) -> None:
    assert income(1_000_000, 0, pay) == expected


@pytest.mark.parametrize(
    ("tax_year", "expected"),
    [
        pytest.param(2021, 450_000, id="1,000,000 - 550,000"),
        pytest.param(2025, 450_000, id="1,000,000 - 550,000, for the last year"),
        pytest.param(2026, 350_000, id="1,000,000 - 650,000"),
        pytest.param(2027, 310_000, id="1,000,000 - 690,000"),
    ],
)
def test_the_minimum_is_that_of_the_year(tax_year: int, expected: int) -> None:
    assert answered(tax_year, home_work_revenue=1_000_000)["total_income"] == expected


def test_the_result_is_income_beside_the_others() -> None:
    # 1,000,000 - 650,000 = 350,000; with 120,000 of other 雑所得 470,000
    told = answered(home_work_revenue=1_000_000, income_miscellaneous=120_000)
    assert told["total_income"] == told["aggregate_income"] == 470_000


def test_it_also_counts_against_the_pension() -> None:
    # 9,650,001 + (1,000,000 - 650,000) = 10,000,001, a yen above 10,000,000
    steps = steps_of(age=70, income_business=9_650_001, home_work_revenue=1_000_000)
    assert steps["income_besides_pension"].value == 10_000_001
    assert steps["smaller_pension_deduction"].value == 100_000


def test_who_does_not_work_at_home_has_no_such_step() -> None:
    assert "home_work_income" not in steps_of(revenue_employment=5_000_000)
