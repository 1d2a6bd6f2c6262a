"""生命保険料控除 and 地震保険料控除, worked by hand from 地方税法314条の2第1項5号, 5号の3."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.parameters.deductions import EarthquakeInsurance, LifeInsurance
from juminzei.kernel.parameters.tables import OPEN
from juminzei.kernel.rules.insurance_deductions import (
    earthquake_exact,
    earthquake_insurance_deduction,
    life_insurance_class,
    life_insurance_deduction,
    life_insurance_new_exact,
    life_insurance_old_exact,
    old_long_term_exact,
)
from law.figures import lines, yen

LIFE = LifeInsurance(
    cite="地方税法314条の2第1項5号",
    new=lines(
        (12_000, "1/1", 0), (32_000, "1/2", 6_000), (56_000, "1/4", 14_000), (OPEN, "0/1", 28_000)
    ),
    old=lines(
        (15_000, "1/1", 0), (40_000, "1/2", 7_500), (70_000, "1/4", 17_500), (OPEN, "0/1", 35_000)
    ),
    limit_with_new=28_000,
    limit=70_000,
)
QUAKE = EarthquakeInsurance(
    cite="地方税法314条の2第1項5号の3",
    rate=Rate(1, 2),
    old_long_term=lines((5_000, "1/1", 0), (15_000, "1/2", 2_500), (OPEN, "0/1", 10_000)),
    limit=25_000,
)
premiums = st.integers(0, 200_000)


def of_class(new: int, old: int) -> int:
    """Return what premiums of one class give, each table rounded up."""
    found = life_insurance_class(
        new=life_insurance_new_exact(premium=yen(new), law=LIFE).up(),
        old=life_insurance_old_exact(premium=yen(old), law=LIFE).up(),
        law=LIFE,
    )
    return int(found[0])


def earthquake(premium: int, old: int) -> int:
    found = earthquake_insurance_deduction(
        earthquake=earthquake_exact(premium=yen(premium), law=QUAKE).up(),
        old_long_term=old_long_term_exact(premium=yen(old), law=QUAKE).up(),
        law=QUAKE,
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("premium", "expected"),
    [
        pytest.param(0, Fraction(0), id="nothing paid"),
        pytest.param(12_000, Fraction(12_000), id="12,000: all of it"),
        pytest.param(12_001, Fraction(24_001, 2), id="12,001 / 2 + 6,000 = 12,000.5"),
        pytest.param(32_000, Fraction(22_000), id="32,000 / 2 + 6,000"),
        pytest.param(32_001, Fraction(88_001, 4), id="32,001 / 4 + 14,000 = 22,000.25"),
        pytest.param(56_000, Fraction(28_000), id="56,000 / 4 + 14,000"),
        pytest.param(56_001, Fraction(28_000), id="above 56,000: 28,000"),
    ],
)
def test_new_contracts_follow_their_table(premium: int, expected: Fraction) -> None:
    assert life_insurance_new_exact(premium=yen(premium), law=LIFE).at(0) == expected


@pytest.mark.parametrize(
    ("premium", "expected"),
    [
        pytest.param(15_000, Fraction(15_000), id="15,000: all of it"),
        pytest.param(15_001, Fraction(30_001, 2), id="15,001 / 2 + 7,500 = 15,000.5"),
        pytest.param(40_000, Fraction(27_500), id="40,000 / 2 + 7,500"),
        pytest.param(40_001, Fraction(110_001, 4), id="40,001 / 4 + 17,500 = 27,500.25"),
        pytest.param(70_000, Fraction(35_000), id="70,000 / 4 + 17,500"),
        pytest.param(70_001, Fraction(35_000), id="above 70,000: 35,000"),
    ],
)
def test_old_contracts_follow_their_table(premium: int, expected: Fraction) -> None:
    assert life_insurance_old_exact(premium=yen(premium), law=LIFE).at(0) == expected


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        pytest.param(80_000, 0, 28_000, id="new alone"),
        pytest.param(0, 80_000, 35_000, id="old alone: 35,000"),
        pytest.param(80_000, 80_000, 35_000, id="old alone beats both within 28,000"),
        pytest.param(10_000, 15_000, 25_000, id="both: 10,000 + 15,000"),
        pytest.param(12_000, 16_998, 27_999, id="both: 12,000 + 15,999"),
        pytest.param(12_000, 17_000, 28_000, id="both: 12,000 + 16,000 is just the limit"),
        pytest.param(12_000, 17_002, 28_000, id="both: 12,000 + 16,001 is above it"),
        pytest.param(12_000, 41_000, 28_000, id="both within 28,000 beat 27,750 of old alone"),
        pytest.param(12_000, 42_000, 28_000, id="42,000 / 4 + 17,500 = 28,000: the same"),
        pytest.param(12_000, 42_004, 28_001, id="old alone is a yen better"),
        pytest.param(12_001, 15_001, 27_002, id="12,000.5 and 15,000.5, rounded up each"),
    ],
)
def test_a_class_gives_the_better_of_old_alone_and_both(new: int, old: int, expected: int) -> None:
    assert of_class(new, old) == expected


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        pytest.param((28_000, 21_000, 0), 49_000, id="worked example: 28,000 + 21,000"),
        pytest.param((28_000, 28_000, 13_999), 69_999, id="one yen below the limit"),
        pytest.param((28_000, 28_000, 14_000), 70_000, id="just the limit"),
        pytest.param((28_000, 28_000, 14_001), 70_000, id="one yen above is lost"),
        pytest.param((35_000, 28_000, 35_000), 70_000, id="98,000 of all classes"),
        pytest.param((0, 0, 0), 0, id="nothing paid"),
    ],
)
def test_the_three_classes_together_have_a_limit(
    classes: tuple[int, int, int], expected: int
) -> None:
    general, nursing, pension = (yen(one) for one in classes)
    found = life_insurance_deduction(general=general, nursing=nursing, pension=pension, law=LIFE)
    assert found.tolist() == [expected]


@given(new=premiums, old=premiums)
def test_paying_more_never_gives_less(new: int, old: int) -> None:
    assert of_class(new, old) <= of_class(new + 1, old)
    assert of_class(new, old) <= of_class(new, old + 1)


@given(new=premiums, old=premiums)
def test_a_class_gives_no_more_than_was_paid_nor_than_35000(new: int, old: int) -> None:
    assert 0 <= of_class(new, old) <= min(new + old, 35_000)


@pytest.mark.parametrize(
    ("premium", "old", "expected"),
    [
        pytest.param(0, 0, 0, id="nothing paid"),
        pytest.param(30_000, 0, 15_000, id="30,000 / 2"),
        pytest.param(30_001, 0, 15_001, id="15,000.5, rounded up"),
        pytest.param(49_998, 0, 24_999, id="one yen below the limit"),
        pytest.param(50_000, 0, 25_000, id="50,000 / 2 is the limit"),
        pytest.param(50_002, 0, 25_000, id="25,001 is above the limit"),
        pytest.param(0, 5_000, 5_000, id="old: 5,000, all of it"),
        pytest.param(0, 5_001, 5_001, id="old: 5,001 / 2 + 2,500 = 5,000.5, rounded up"),
        pytest.param(0, 5_002, 5_001, id="old: 5,002 / 2 + 2,500"),
        pytest.param(0, 15_000, 10_000, id="old: 15,000 / 2 + 2,500"),
        pytest.param(0, 15_001, 10_000, id="old: above 15,000 it stays 10,000"),
        pytest.param(30_000, 15_000, 25_000, id="15,000 + 10,000 is just the limit"),
        pytest.param(30_002, 15_000, 25_000, id="15,001 + 10,000 is above it"),
        pytest.param(29_998, 15_000, 24_999, id="14,999 + 10,000"),
        pytest.param(100_000, 20_000, 25_000, id="both above: still 25,000"),
    ],
)
def test_earthquake_and_old_contracts_share_a_limit(premium: int, old: int, expected: int) -> None:
    assert earthquake(premium, old) == expected


@given(premium=premiums, old=premiums)
def test_more_earthquake_insurance_never_gives_less(premium: int, old: int) -> None:
    assert earthquake(premium, old) <= earthquake(premium + 1, old)
    assert earthquake(premium, old) <= earthquake(premium, old + 1) <= 25_000
