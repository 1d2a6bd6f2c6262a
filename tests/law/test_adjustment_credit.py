"""調整控除, worked by hand from the text of 地方税法314条の6."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.parameters.credits import AdjustmentCredit, Rates
from juminzei.kernel.rules.adjustment_credit import (
    adjustment_credit_base,
    adjustment_credit_exact,
)
from law.figures import yen

LAW = AdjustmentCredit(
    cite="地方税法314条の6",
    small_income_limit=2_000_000,
    base_floor=50_000,
    aggregate_income_limit=25_000_000,
    rate=Rates(municipal=Rate(3, 100), prefectural=Rate(2, 100)),
    rate_in_designated_cities=Rates(municipal=Rate(4, 100), prefectural=Rate(1, 100)),
)
taxable_incomes = st.integers(0, 50_000).map(lambda thousands: thousands * 1_000)
gaps = st.integers(0, 200).map(lambda steps: steps * 10_000)


def base(taxable: int, gap: int, aggregate: int = 5_000_000) -> int:
    found = adjustment_credit_base(
        aggregate_taxable_income=yen(taxable),
        personal_deduction_gap=yen(gap),
        aggregate_income=yen(aggregate),
        law=LAW,
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("taxable", "gap", "expected"),
    [
        pytest.param(0, 50_000, 0, id="nothing taxed: nothing to credit"),
        pytest.param(1_500_000, 50_000, 50_000, id="small income: the gap of 50,000 is less"),
        pytest.param(49_000, 50_000, 49_000, id="the income of 49,000 is less than the gap"),
        pytest.param(50_000, 50_000, 50_000, id="income and gap are equal"),
        pytest.param(2_000_000, 180_000, 180_000, id="at 2,000,000 the first limb: the gap"),
        pytest.param(2_000_000, 10_000, 10_000, id="at 2,000,000 there is no floor yet"),
        pytest.param(2_001_000, 180_000, 179_000, id="1,000 above: 180,000 - 1,000"),
        pytest.param(2_129_000, 180_000, 51_000, id="180,000 - 129,000, still above the floor"),
        pytest.param(2_130_000, 180_000, 50_000, id="180,000 - 130,000 is the floor itself"),
        pytest.param(2_131_000, 180_000, 50_000, id="180,000 - 131,000 = 49,000: the floor"),
        pytest.param(9_000_000, 50_000, 50_000, id="far above: the floor"),
        pytest.param(2_001_000, 0, 50_000, id="no gap, above 2,000,000: the floor all the same"),
    ],
)
def test_the_base_follows_both_limbs_of_the_article(taxable: int, gap: int, expected: int) -> None:
    assert base(taxable, gap) == expected


@pytest.mark.parametrize(
    ("aggregate", "expected"),
    [
        pytest.param(24_999_999, 50_000, id="one yen below 25,000,000"),
        pytest.param(25_000_000, 50_000, id="25,000,000 is within"),
        pytest.param(25_000_001, 0, id="one yen above: lost"),
    ],
)
def test_is_lost_above_the_aggregate_income_limit(aggregate: int, expected: int) -> None:
    assert base(20_000_000, 50_000, aggregate) == expected


def test_the_limit_also_takes_it_from_small_taxable_incomes() -> None:
    assert base(100_000, 50_000, 25_000_001) == 0


@given(taxable=taxable_incomes, gap=gaps)
def test_the_base_never_falls_when_the_gap_grows(taxable: int, gap: int) -> None:
    assert base(taxable, gap + 10_000) >= base(taxable, gap)


@given(taxable=taxable_incomes, gap=gaps)
def test_above_the_small_income_more_income_never_raises_the_base(taxable: int, gap: int) -> None:
    assert base(taxable + 2_002_000, gap) <= base(taxable + 2_001_000, gap)


@given(taxable=taxable_incomes, gap=gaps)
def test_the_base_is_between_nought_and_the_larger_of_gap_and_floor(taxable: int, gap: int) -> None:
    assert 0 <= base(taxable, gap) <= max(gap, 50_000)


@pytest.mark.parametrize(
    ("amount", "rate", "expected"),
    [
        pytest.param(150_000, Rate(3, 100), Fraction(4_500), id="city: 150,000 x 3% = 4,500"),
        pytest.param(150_000, Rate(2, 100), Fraction(3_000), id="prefecture: 150,000 x 2%"),
        pytest.param(49_010, Rate(3, 100), Fraction(14_703, 10), id="1,470.3, not yet rounded"),
        pytest.param(0, Rate(3, 100), Fraction(0), id="nothing of nothing"),
    ],
)
def test_each_body_gives_its_rate_of_the_base(amount: int, rate: Rate, expected: Fraction) -> None:
    assert adjustment_credit_exact(base=yen(amount), rate=rate).at(0) == expected
