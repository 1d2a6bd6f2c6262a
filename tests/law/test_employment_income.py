"""給与所得, worked by hand from 所得税法28条 and 別表第五 as in force for tax year 2026."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.parameters.incomes import EmploymentIncome, SpecifiedExpenses
from juminzei.kernel.parameters.tables import OPEN
from juminzei.kernel.rules.employment_income import (
    employment_income,
    employment_income_exact,
    employment_revenue_rounded,
    specified_expenses_deduction,
    specified_expenses_threshold_exact,
)
from law.figures import lines, yen

LAW = EmploymentIncome(
    cite="所得税法別表第五",
    rounding_unit=4_000,
    rounded_from=1_900_000,
    rounded_to=6_599_999,
    income=lines(
        (1_899_999, "1/1", -650_000),
        (3_599_999, "70/100", -80_000),
        (6_599_999, "80/100", -440_000),
        (8_499_999, "90/100", -1_100_000),
        (OPEN, "1/1", -1_950_000),
    ),
)
EXPENSES = SpecifiedExpenses(cite="所得税法57条の2", threshold=Rate(1, 2))
salaries = st.integers(0, 30_000_000)


def rounded(revenue: int) -> int:
    return int(employment_revenue_rounded(revenue_employment=yen(revenue), law=LAW)[0])


def income(revenue: int) -> int:
    exact = employment_income_exact(revenue_rounded=yen(rounded(revenue)), law=LAW)
    return int(exact.down()[0])


def expenses(paid: int, revenue: int = 5_000_000, by_table: int = 3_560_000) -> int:
    half = specified_expenses_threshold_exact(
        revenue_employment=yen(revenue), income_by_table=yen(by_table), law=EXPENSES
    )
    found = specified_expenses_deduction(
        specified_expenses=yen(paid), threshold=half.down(), income_by_table=yen(by_table)
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        pytest.param(1_899_999, 1_899_999, id="one yen below the rows: not cut"),
        pytest.param(1_900_000, 1_900_000, id="475 x 4,000, the first row"),
        pytest.param(1_903_999, 1_900_000, id="the last yen of the first row"),
        pytest.param(1_904_000, 1_904_000, id="476 x 4,000, the second row"),
        pytest.param(5_001_234, 5_000_000, id="1,250 x 4,000"),
        pytest.param(6_599_999, 6_596_000, id="1,649 x 4,000, the last row"),
        pytest.param(6_600_001, 6_600_001, id="above the rows: not cut"),
        pytest.param(0, 0, id="no salary"),
    ],
)
def test_salaries_are_cut_to_the_rows_only_where_the_table_has_rows(
    revenue: int, expected: int
) -> None:
    assert rounded(revenue) == expected


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        pytest.param(0, 0, id="no salary"),
        pytest.param(649_999, 0, id="below the smallest deduction: 0, not -1"),
        pytest.param(650_000, 0, id="650,000 - 650,000"),
        pytest.param(651_000, 1_000, id="651,000 - 650,000"),
        pytest.param(1_899_999, 1_249_999, id="1,899,999 - 650,000"),
        pytest.param(1_900_000, 1_250_000, id="475,000 x 2.8 - 80,000"),
        pytest.param(3_599_999, 2_437_200, id="899,000 x 2.8 - 80,000"),
        pytest.param(3_600_000, 2_440_000, id="900,000 x 3.2 - 440,000"),
        pytest.param(5_000_000, 3_560_000, id="1,250,000 x 3.2 - 440,000"),
        pytest.param(6_599_999, 4_836_800, id="1,649,000 x 3.2 - 440,000"),
        pytest.param(6_600_000, 4_840_000, id="6,600,000 x 0.9 - 1,100,000"),
        pytest.param(6_600_001, 4_840_000, id="4,840,000.9, the fraction cut"),
        pytest.param(8_499_999, 6_549_999, id="7,649,999.1 - 1,100,000, the fraction cut"),
        pytest.param(8_500_000, 6_550_000, id="8,500,000 - 1,950,000"),
        pytest.param(8_500_001, 6_550_001, id="8,500,001 - 1,950,000"),
    ],
)
def test_the_table_leaves_of_the_salary(revenue: int, expected: int) -> None:
    assert income(revenue) == expected


def test_a_fraction_of_a_yen_is_kept_until_it_is_rounded() -> None:
    exact = employment_income_exact(revenue_rounded=yen(7_000_001), law=LAW)
    assert exact.at(0) == Fraction(52_000_009, 10)


@given(revenue=salaries)
def test_a_larger_salary_never_leaves_a_smaller_income(revenue: int) -> None:
    assert income(revenue) <= income(revenue + 1)


@given(revenue=salaries)
def test_at_least_650000_and_at_most_1950000_is_deducted(revenue: int) -> None:
    # Within a row of 4,000 yen the salary may be up to 3,999 yen above what the row is for.
    assert min(revenue, 650_000) <= revenue - income(revenue) <= 1_953_999


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        pytest.param(0, 0, id="nothing spent"),
        pytest.param(719_999, 0, id="below (5,000,000 - 3,560,000) / 2 = 720,000"),
        pytest.param(720_000, 0, id="just half of the deduction"),
        pytest.param(720_001, 1, id="one yen above half"),
        pytest.param(1_000_000, 280_000, id="1,000,000 - 720,000"),
        pytest.param(4_280_000, 3_560_000, id="just the whole income"),
        pytest.param(4_280_001, 3_560_000, id="never more than the income"),
    ],
)
def test_expenses_count_above_half_of_the_deduction_within_the_income(
    paid: int, expected: int
) -> None:
    assert expenses(paid) == expected


@given(paid=st.integers(0, 10_000_000), revenue=salaries)
def test_expenses_never_make_the_income_negative(paid: int, revenue: int) -> None:
    by_table = income(revenue)
    less = yen(expenses(paid, revenue, by_table))
    left = employment_income(income_by_table=yen(by_table), specified_expenses_deduction=less)
    assert 0 <= int(left[0]) <= by_table
