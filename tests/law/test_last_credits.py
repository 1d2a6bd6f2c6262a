"""外国税額控除, 定額減税 and 配当割額の控除, worked by hand from their articles."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.parameters.credits import FixedReduction, Rates, WithheldLevy
from juminzei.kernel.rules.fixed_reduction import (
    fixed_reduction,
    municipal_fixed_reduction,
    prefectural_fixed_reduction,
)
from juminzei.kernel.rules.foreign_tax_credit import (
    foreign_tax_left_for_city,
    foreign_tax_limit_exact,
    foreign_tax_within,
)
from juminzei.kernel.rules.withheld_levy import (
    municipal_withheld_levy,
    prefectural_withheld_levy_exact,
    withheld_levy_refund,
)
from law.figures import flags, yen

FIXED = FixedReduction(
    cite="地方税法附則5条の9",
    spouse_amount=10_000,
    aggregate_income_over=10_000_000,
    aggregate_income_limit=18_050_000,
)
WITHHELD = WithheldLevy(
    cite="地方税法314条の9", share=Rates(municipal=Rate(3, 5), prefectural=Rate(2, 5))
)
levies = st.integers(0, 2_000_000)


def reduced(
    income: int,
    levies_: tuple[int, int] = (600_000, 400_000),
    *,
    same: bool = True,
    abroad: bool = False,
) -> int:
    found = fixed_reduction(
        spouse_same_livelihood=flags(same),
        spouse_abroad=flags(abroad),
        aggregate_income=yen(income),
        municipal_levy=yen(levies_[0]),
        prefectural_levy=yen(levies_[1]),
        law=FIXED,
    )
    return int(found[0])


def prefectural(reduction: int, city: int, prefecture: int) -> int:
    found = prefectural_fixed_reduction(
        fixed_reduction=yen(reduction), municipal_levy=yen(city), prefectural_levy=yen(prefecture)
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        pytest.param(Rate(12, 100), Fraction(12_000), id="prefecture: 100,000 x 12%"),
        pytest.param(Rate(18, 100), Fraction(18_000), id="city: 100,000 x 18%"),
    ],
)
def test_foreign_tax_has_a_limit_of_each_body(limit: Rate, expected: Fraction) -> None:
    found = foreign_tax_limit_exact(foreign_tax_national_limit=yen(100_000), limit=limit)
    assert found.at(0) == expected


@pytest.mark.parametrize(
    ("remaining", "prefecture", "city"),
    [
        pytest.param(11_999, 11_999, 0, id="below the prefecture's 12,000"),
        pytest.param(12_000, 12_000, 0, id="just the prefecture's limit"),
        pytest.param(12_001, 12_000, 1, id="one yen is left for the city"),
        pytest.param(30_000, 12_000, 18_000, id="12,000 + 18,000, both limits full"),
        pytest.param(30_001, 12_000, 18_000, id="above both limits a yen is lost"),
        pytest.param(0, 0, 0, id="nothing remains"),
    ],
)
def test_the_prefecture_credits_foreign_tax_first(
    remaining: int, prefecture: int, city: int
) -> None:
    first = foreign_tax_within(remaining=yen(remaining), limit=yen(12_000))
    left = foreign_tax_left_for_city(remaining=yen(remaining), prefectural=first)
    second = foreign_tax_within(remaining=left, limit=yen(18_000))
    assert (int(first[0]), int(second[0])) == (prefecture, city)


@pytest.mark.parametrize(
    ("income", "expected"),
    [
        pytest.param(10_000_000, 0, id="10,000,000: the spouse is deducted already"),
        pytest.param(10_000_001, 10_000, id="one yen above 10,000,000"),
        pytest.param(18_050_000, 10_000, id="18,050,000 is within"),
        pytest.param(18_050_001, 0, id="one yen above 18,050,000"),
    ],
)
def test_the_remnant_of_2025_is_for_incomes_from_10_to_18_million(
    income: int, expected: int
) -> None:
    assert reduced(income) == expected


def test_only_a_domestic_spouse_within_the_income_limit_gives_the_remnant() -> None:
    assert reduced(12_000_000, same=False) == 0
    assert reduced(12_000_000, abroad=True) == 0


@pytest.mark.parametrize(
    ("owed", "expected"),
    [
        pytest.param((6_000, 4_000), 10_000, id="just 10,000 of levies"),
        pytest.param((5_999, 4_000), 9_999, id="levies of 9,999: no more than them"),
        pytest.param((6_001, 4_000), 10_000, id="levies of 10,001: one yen is owed"),
        pytest.param((0, 0), 0, id="no levies"),
    ],
)
def test_the_reduction_never_exceeds_the_levies(owed: tuple[int, int], expected: int) -> None:
    assert reduced(12_000_000, owed) == expected


@pytest.mark.parametrize(
    ("reduction", "city", "prefecture", "expected"),
    [
        pytest.param(10_000, 600_000, 400_000, 4_000, id="10,000 x 400,000 / 1,000,000"),
        pytest.param(10_000, 600_001, 400_000, 4_000, id="3,999.996, rounded up"),
        pytest.param(10_000, 600_000, 400_001, 4_001, id="4,000.006, rounded up"),
        pytest.param(10_000, 10_000, 0, 0, id="the prefecture levies nothing"),
        pytest.param(10_000, 0, 10_000, 10_000, id="the city levies nothing"),
        pytest.param(0, 0, 0, 0, id="neither levies: nothing to divide by"),
    ],
)
def test_the_prefecture_bears_its_proportion_rounded_up(
    reduction: int, city: int, prefecture: int, expected: int
) -> None:
    found = prefectural(reduction, city, prefecture)
    assert found == expected
    rest = municipal_fixed_reduction(fixed_reduction=yen(reduction), prefectural=yen(found))
    assert rest.tolist() == [reduction - expected]


@given(city=levies, prefecture=levies)
def test_neither_body_gives_more_than_its_levy(city: int, prefecture: int) -> None:
    reduction = reduced(12_000_000, (city, prefecture))
    theirs = prefectural(reduction, city, prefecture)
    assert 0 <= theirs <= prefecture
    assert 0 <= reduction - theirs <= city


@pytest.mark.parametrize(
    ("withheld", "prefecture", "city"),
    [
        pytest.param(10_000, Fraction(4_000), 6_000, id="2/5 and 3/5 of 10,000"),
        pytest.param(10_001, Fraction(20_002, 5), 6_000, id="4,000.4, rounded up; the rest 6,000"),
        pytest.param(0, Fraction(0), 0, id="nothing withheld"),
    ],
)
def test_what_was_withheld_is_divided_between_the_bodies(
    withheld: int, prefecture: Fraction, city: int
) -> None:
    exact = prefectural_withheld_levy_exact(withheld_levy=yen(withheld), law=WITHHELD)
    assert exact.at(0) == prefecture
    rest = municipal_withheld_levy(withheld_levy=yen(withheld), prefectural=exact.up())
    assert rest.tolist() == [city]


def test_what_the_levies_could_not_take_comes_back() -> None:
    found = withheld_levy_refund(
        withheld_levy=yen(10_000, 10_000, 10_000),
        municipal=yen(6_000, 5_900, 0),
        prefectural=yen(4_000, 4_000, 0),
    )
    assert found.tolist() == [0, 100, 10_000]
