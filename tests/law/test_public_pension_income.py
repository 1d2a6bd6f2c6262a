"""公的年金等に係る雑所得, worked by hand from 所得税法35条4項 and 措置法41条の15の3."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.parameters.incomes import PublicPensionIncome
from juminzei.kernel.parameters.tables import OPEN
from juminzei.kernel.rules.public_pension_income import (
    income_besides_pension,
    public_pension_income_exact,
    smaller_pension_deduction,
)
from law.figures import amounts, lines, yen

UPPER = (
    (4_099_999, "75/100", -275_000),
    (7_699_999, "85/100", -685_000),
    (9_999_999, "95/100", -1_455_000),
    (OPEN, "100/100", -1_955_000),
)
LAW = PublicPensionIncome(
    cite="所得税法35条4項",
    elderly_from_age=65,
    income=lines((1_299_999, "100/100", -600_000), *UPPER),
    income_elderly=lines((3_299_999, "100/100", -1_100_000), *UPPER),
    smaller_deduction_by_other_income=amounts(
        (10_000_000, 0), (20_000_000, 100_000), (OPEN, 200_000)
    ),
)
pensions = st.integers(0, 20_000_000)
ages = st.integers(0, 110)


def income(pension: int, age: int, smaller: int = 0) -> int:
    exact = public_pension_income_exact(
        revenue_public_pension=yen(pension),
        age=yen(age),
        smaller_deduction=yen(smaller),
        law=LAW,
    )
    return int(exact.down()[0])


def besides(comprehensive: int, forestry: int, retirement: int, separate: int) -> int:
    found = income_besides_pension(
        comprehensive=yen(comprehensive),
        forestry_income=yen(forestry),
        retirement_income=yen(retirement),
        separate=yen(separate),
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("pension", "expected"),
    [
        pytest.param(599_999, 0, id="below the deduction: 0, not -1"),
        pytest.param(600_000, 0, id="600,000 - 600,000"),
        pytest.param(600_001, 1, id="600,001 - 600,000"),
        pytest.param(1_299_999, 699_999, id="1,299,999 - 600,000"),
        pytest.param(1_300_000, 700_000, id="1,300,000 x 75% - 275,000"),
        pytest.param(1_713_334, 1_010_000, id="1,285,000.5 - 275,000, the fraction cut"),
        pytest.param(4_099_999, 2_799_999, id="3,074,999.25 - 275,000, the fraction cut"),
        pytest.param(4_100_000, 2_800_000, id="4,100,000 x 85% - 685,000"),
        pytest.param(7_699_999, 5_859_999, id="6,544,999.15 - 685,000, the fraction cut"),
        pytest.param(7_700_000, 5_860_000, id="7,700,000 x 95% - 1,455,000"),
        pytest.param(9_999_999, 8_044_999, id="9,499,999.05 - 1,455,000, the fraction cut"),
        pytest.param(10_000_000, 8_045_000, id="10,000,000 - 1,955,000"),
    ],
)
def test_below_65_the_deduction_starts_at_600000(pension: int, expected: int) -> None:
    assert income(pension, 64) == expected


@pytest.mark.parametrize(
    ("pension", "expected"),
    [
        pytest.param(1_099_999, 0, id="below the deduction: 0, not -1"),
        pytest.param(1_100_000, 0, id="1,100,000 - 1,100,000"),
        pytest.param(1_100_001, 1, id="1,100,001 - 1,100,000"),
        pytest.param(3_299_999, 2_199_999, id="3,299,999 - 1,100,000"),
        pytest.param(3_300_000, 2_200_000, id="3,300,000 x 75% - 275,000"),
        pytest.param(4_100_000, 2_800_000, id="from here as below 65"),
    ],
)
def test_from_65_the_deduction_starts_at_1100000(pension: int, expected: int) -> None:
    assert income(pension, 65) == expected


@pytest.mark.parametrize(
    ("age", "expected"),
    [(64, 1_225_000), (65, 900_000), (66, 900_000)],
    ids=["64: 2,000,000 x 75% - 275,000", "65: 2,000,000 - 1,100,000", "66: as 65"],
)
def test_the_65th_year_changes_the_table(age: int, expected: int) -> None:
    assert income(2_000_000, age) == expected


@pytest.mark.parametrize(
    ("other", "smaller", "expected"),
    [
        pytest.param(0, 0, 900_000, id="no other income: 2,000,000 - 1,100,000"),
        pytest.param(10_000_000, 0, 900_000, id="10,000,000 is not over 10,000,000"),
        pytest.param(10_000_001, 100_000, 1_000_000, id="2,000,000 - 1,000,000"),
        pytest.param(20_000_000, 100_000, 1_000_000, id="20,000,000 is not over 20,000,000"),
        pytest.param(20_000_001, 200_000, 1_100_000, id="2,000,000 - 900,000"),
    ],
)
def test_high_other_incomes_shrink_the_deduction(other: int, smaller: int, expected: int) -> None:
    found = smaller_pension_deduction(income_besides_pension=yen(other), law=LAW)
    assert found.tolist() == [smaller]
    assert income(2_000_000, 65, int(found[0])) == expected


@pytest.mark.parametrize(
    ("pension", "expected"),
    [(1_000_000, 0), (1_000_001, 1)],
    ids=["1,000,000 - (1,100,000 - 100,000)", "one yen above"],
)
def test_a_smaller_deduction_is_also_one_for_small_pensions(pension: int, expected: int) -> None:
    assert income(pension, 65, 100_000) == expected


def test_all_other_incomes_count_against_the_pension() -> None:
    # 3,000,000 + 400,000 + 50,000 + 6,549,999 = 9,999,999
    assert besides(3_000_000, 400_000, 50_000, 6_549_999) == 9_999_999


@given(pension=pensions, age=ages)
def test_a_larger_pension_never_leaves_a_smaller_income(pension: int, age: int) -> None:
    assert 0 <= income(pension, age) <= income(pension + 1, age)


@given(pension=pensions, smaller=st.sampled_from([0, 100_000, 200_000]))
def test_nobody_has_more_income_from_a_pension_for_being_65(pension: int, smaller: int) -> None:
    assert income(pension, 65, smaller) <= income(pension, 64, smaller)


@given(pension=pensions, age=ages)
def test_the_smaller_deduction_costs_what_it_says_at_most(pension: int, age: int) -> None:
    assert 0 <= income(pension, age, 200_000) - income(pension, age) <= 200_000


def test_one_column_mixes_both_ages() -> None:
    exact = public_pension_income_exact(
        revenue_public_pension=yen(2_000_000, 2_000_000),
        age=yen(70, 60),
        smaller_deduction=yen(0, 100_000),
        law=LAW,
    )
    assert exact.down().tolist() == [900_000, 1_325_000]
