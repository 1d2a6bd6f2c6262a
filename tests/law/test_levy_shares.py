"""併徴: the levy divided by kinds of income, worked by hand from 地方税法321条の3, 321条の7の2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.parameters.levies import LevyShares
from juminzei.kernel.rules.levy_shares import (
    fixed_charge,
    income_besides_pay_and_pension,
    income_from_work_and_pension,
    income_levy,
    incomes_beside_pension,
    levy_on_employment,
    levy_on_other,
    levy_on_pension,
    levy_share,
    levy_share_exact,
)
from law.figures import yen

LAW = LevyShares(cite="地方税法321条の7の2", unit=100)
incomes = st.integers(0, 20_000_000)


def share(levy: int, income: int, others: int) -> int:
    exact = levy_share_exact(income_levy=yen(levy), income=yen(income), other_incomes=yen(others))
    return int(levy_share(amount=exact, law=LAW)[0])


def divided(levy: int, pay: int, pension: int, other: int) -> tuple[int, int, int]:
    """Return the parts on pay, on the pension and on all else."""
    beside_pension = incomes_beside_pension(
        income_from_work=yen(pay), income_besides_pay_and_pension=yen(other)
    )
    beside_other = income_from_work_and_pension(
        income_from_work=yen(pay), income_public_pension=yen(pension)
    )
    pension_share = yen(share(levy, pension, int(beside_pension[0])))
    other_share = yen(share(levy, other, int(beside_other[0])))
    on_pay = levy_on_employment(
        income_levy=yen(levy),
        pension_share=pension_share,
        other_share=other_share,
        income_from_work=yen(pay),
    )
    on_pension = levy_on_pension(
        income_levy=yen(levy),
        levy_on_employment=on_pay,
        pension_share=pension_share,
        other_share=other_share,
        income_public_pension=yen(pension),
    )
    rest = levy_on_other(
        income_levy=yen(levy), levy_on_employment=on_pay, levy_on_pension=on_pension
    )
    return int(on_pay[0]), int(on_pension[0]), int(rest[0])


@pytest.mark.parametrize(
    ("total", "pay", "pension", "expected"),
    [
        pytest.param(3_500_000, 2_000_000, 1_000_000, 500_000, id="3.5 - 2.0 - 1.0 million"),
        pytest.param(3_000_000, 2_000_000, 1_000_000, 0, id="pay and pension are all"),
        pytest.param(2_999_999, 2_000_000, 1_000_000, 0, id="a loss of one yen: 0, not -1"),
        pytest.param(3_000_001, 2_000_000, 1_000_000, 1, id="one yen besides"),
        pytest.param(8_000_000, 2_000_000, 1_000_000, 5_000_000, id="5 million of shares sold"),
    ],
)
def test_other_income_is_what_pay_and_pension_leave(
    total: int, pay: int, pension: int, expected: int
) -> None:
    found = income_besides_pay_and_pension(
        total_income_etc=yen(total), income_from_work=yen(pay), income_public_pension=yen(pension)
    )
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("levy", "income", "others", "expected"),
    [
        pytest.param(90_000, 1_000_000, 2_000_000, 30_000, id="90,000 x 1/3"),
        pytest.param(89_999, 1_000_000, 2_000_000, 29_900, id="29,999.67, cut to hundreds"),
        pytest.param(90_299, 1_000_000, 2_000_000, 30_000, id="30,099.67, cut to hundreds"),
        pytest.param(90_300, 1_000_000, 2_000_000, 30_100, id="30,100 exactly"),
        pytest.param(90_000, 1_000_000, 0, 90_000, id="the only income bears all"),
        pytest.param(90_000, 0, 2_000_000, 0, id="no income, no share"),
        pytest.param(0, 1_000_000, 2_000_000, 0, id="no levy, no share"),
        pytest.param(0, 0, 0, 0, id="no income at all: nothing to divide by"),
    ],
)
def test_a_share_is_the_proportion_cut_to_hundreds(
    levy: int, income: int, others: int, expected: int
) -> None:
    assert share(levy, income, others) == expected


@pytest.mark.parametrize(
    ("levy", "kinds", "expected"),
    [
        pytest.param(
            100_000, (3_000_000, 1_500_000, 500_000), (60_000, 30_000, 10_000), id="60, 30, 10%"
        ),
        pytest.param(
            100_000, (1_000_000, 1_000_000, 1_000_000), (33_400, 33_300, 33_300), id="pay: the rest"
        ),
        pytest.param(
            100_000, (0, 1_000_000, 2_000_000), (0, 33_400, 66_600), id="no pay: pension the rest"
        ),
        pytest.param(100_000, (0, 0, 2_000_000), (0, 0, 100_000), id="neither pay nor pension"),
        pytest.param(100_000, (1, 0, 0), (100_000, 0, 0), id="a yen of pay alone"),
        pytest.param(100_000, (0, 1, 0), (0, 100_000, 0), id="a yen of pension alone"),
        pytest.param(100_000, (0, 0, 0), (0, 0, 100_000), id="no income of any kind: billed"),
    ],
)
def test_the_levy_is_divided_by_income(
    levy: int, kinds: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    assert divided(levy, *kinds) == expected


@given(
    levy=st.integers(0, 50_000).map(lambda n: n * 100), pay=incomes, pension=incomes, other=incomes
)
def test_the_parts_sum_to_the_levy_in_hundreds_and_none_is_negative(
    levy: int, pay: int, pension: int, other: int
) -> None:
    parts = divided(levy, pay, pension, other)
    assert sum(parts) == levy
    assert min(parts) >= 0
    assert all(part % 100 == 0 for part in parts)


@given(levy=st.integers(0, 50_000).map(lambda n: n * 100), pension=incomes, other=incomes)
def test_nothing_is_withheld_from_pay_that_is_not_there(
    levy: int, pension: int, other: int
) -> None:
    assert divided(levy, 0, pension, other)[0] == 0


def test_both_bodies_and_all_flat_taxes_are_collected_together() -> None:
    assert income_levy(municipal=yen(51_300), prefectural=yen(34_200)).tolist() == [85_500]
    charge = fixed_charge(
        municipal_per_capita_levy=yen(3_000, 3_000, 0),
        prefectural_per_capita_levy=yen(1_000, 1_000, 0),
        forest=yen(1_000, 0, 0),
    )
    assert charge.tolist() == [5_000, 4_000, 0]
