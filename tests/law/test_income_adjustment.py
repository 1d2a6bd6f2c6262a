"""所得金額調整控除, worked by hand from 租税特別措置法41条の3の11."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.columns import Disability
from juminzei.kernel.parameters.incomes import IncomeAdjustmentChild, IncomeAdjustmentPension
from juminzei.kernel.rules.income_adjustment import (
    employment_income_less,
    income_adjustment_child_exact,
    income_adjustment_pension,
    relative_for_income_adjustment,
)
from law.figures import flags, yen

CHILD = IncomeAdjustmentChild(
    cite="租税特別措置法41条の3の11第1項",
    revenue_over=8_500_000,
    revenue_up_to=10_000_000,
    rate=Rate(10, 100),
)
PENSION = IncomeAdjustmentPension(cite="租税特別措置法41条の3の11第2項", limit=100_000)
NOBODY = {
    "disability": 0,
    "dependants_under16": 0,
    "dependants_other_under23": 0,
    "dependants_specified": 0,
    "disabled_special": 0,
}


def qualifies(counts: dict[str, int], *, spouse: bool = False, elsewhere: bool = False) -> bool:
    columns = {name: yen(count) for name, count in (NOBODY | counts).items()}
    found = relative_for_income_adjustment(
        spouse_special_disability=flags(spouse),
        relative_in_other_report=flags(elsewhere),
        **columns,
    )
    return bool(found[0])


def child(revenue: int, *, qualified: bool = True) -> int:
    exact = income_adjustment_child_exact(
        revenue_employment=yen(revenue), qualifies=flags(qualified), law=CHILD
    )
    return int(exact.up()[0])


def both(pay: int, pension: int) -> int:
    found = income_adjustment_pension(
        employment_after_child=yen(pay), income_public_pension=yen(pension), law=PENSION
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param({}, False, id="nobody"),
        pytest.param({"disability": Disability.ORDINARY}, False, id="disabled, not specially"),
        pytest.param({"disability": Disability.SPECIAL}, True, id="specially disabled oneself"),
        pytest.param({"dependants_under16": 1}, True, id="a child under 16"),
        pytest.param({"dependants_other_under23": 1}, True, id="a child of 16 to 18"),
        pytest.param({"dependants_specified": 1}, True, id="a child of 19 to 22"),
        pytest.param({"disabled_special": 1}, True, id="a specially disabled relative"),
        pytest.param({"dependants_under16": 3, "disabled_special": 1}, True, id="several"),
    ],
)
def test_a_child_or_a_special_disability_qualifies(
    *, counts: dict[str, int], expected: bool
) -> None:
    assert qualifies(counts) is expected


def test_a_special_spouse_or_the_other_earners_child_qualifies() -> None:
    assert qualifies({}, spouse=True)
    assert qualifies({}, elsewhere=True)


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        pytest.param(5_000_000, 0, id="far below 8,500,000"),
        pytest.param(8_500_000, 0, id="8,500,000 is not over 8,500,000"),
        pytest.param(8_500_001, 1, id="1 x 10% = 0.1, rounded up"),
        pytest.param(8_500_010, 1, id="10 x 10%"),
        pytest.param(8_500_011, 2, id="11 x 10% = 1.1, rounded up"),
        pytest.param(9_000_000, 50_000, id="500,000 x 10%"),
        pytest.param(9_999_990, 149_999, id="1,499,990 x 10%"),
        pytest.param(10_000_000, 150_000, id="1,500,000 x 10%"),
        pytest.param(10_000_001, 150_000, id="above 10,000,000 it stays 150,000"),
        pytest.param(30_000_000, 150_000, id="far above"),
    ],
)
def test_a_tenth_of_the_salary_above_8500000_is_deducted(revenue: int, expected: int) -> None:
    assert child(revenue) == expected


def test_who_does_not_qualify_deducts_nothing_at_any_salary() -> None:
    assert child(10_000_000, qualified=False) == 0


@given(revenue=st.integers(0, 30_000_000))
def test_a_larger_salary_never_deducts_less(revenue: int) -> None:
    assert 0 <= child(revenue) <= child(revenue + 1) <= 150_000


@pytest.mark.parametrize(
    ("pay", "pension", "expected"),
    [
        pytest.param(500_000, 300_000, 100_000, id="100,000 + 100,000 - 100,000"),
        pytest.param(100_000, 100_000, 100_000, id="both just at the limit"),
        pytest.param(99_999, 100_000, 99_999, id="99,999 + 100,000 - 100,000"),
        pytest.param(100_001, 99_999, 99_999, id="100,000 + 99,999 - 100,000"),
        pytest.param(50_000, 60_000, 10_000, id="50,000 + 60,000 - 100,000"),
        pytest.param(40_000, 60_000, 0, id="just 100,000: nothing too much"),
        pytest.param(40_000, 60_001, 1, id="one yen too much"),
        pytest.param(40_000, 59_999, 0, id="below: nothing, not -1"),
        pytest.param(3_000_000, 0, 0, id="pay alone"),
        pytest.param(0, 3_000_000, 0, id="a pension alone"),
    ],
)
def test_pay_and_pension_give_back_one_deduction_of_two(
    pay: int, pension: int, expected: int
) -> None:
    assert both(pay, pension) == expected


@given(pay=st.integers(0, 300_000), pension=st.integers(0, 300_000))
def test_the_adjustment_never_exceeds_the_pay_it_is_taken_from(pay: int, pension: int) -> None:
    less = both(pay, pension)
    assert less == both(pension, pay)
    left = employment_income_less(income_employment=yen(pay), adjustment=yen(less))
    assert 0 <= int(left[0]) <= pay
