"""定額減税 of 2024 and of 2025, worked by hand from 地方税法附則5条の8 to 5条の12."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate
from juminzei.kernel.explain import explained
from juminzei.kernel.law import Law, load
from juminzei.kernel.rules.fixed_reduction import (
    dependants_for_fixed_reduction,
    fixed_reduction,
    municipal_fixed_reduction,
    prefectural_fixed_reduction_exact,
    spouse_for_fixed_reduction,
)
from law.figures import flags, yen

if TYPE_CHECKING:
    from juminzei.kernel.parameters.credits import FixedReduction

levies = st.integers(0, 2_000_000)
EXAMPLE: dict[str, Any] = {
    "tax_year": 2024,
    "age": 44,
    "revenue": {"employment": 5_000_000},
    "spouse": {"income": 0, "age": 44},
    "dependants": [{"age": 17}, {"age": 12}],
    "deductions": {"social_insurance": 750_000},
}


def of(tax_year: int) -> FixedReduction:
    law = load(tax_year).national.fixed_reduction
    assert law is not None
    return law


def counted(tax_year: int, income: int, *, same: bool = True, abroad: bool = False) -> bool:
    found = spouse_for_fixed_reduction(
        spouse_same_livelihood=flags(same),
        spouse_abroad=flags(abroad),
        aggregate_income=yen(income),
        law=of(tax_year),
    )
    return bool(found[0])


def reduced(
    tax_year: int,
    income: int,
    owed: tuple[int, int] = (600_000, 400_000),
    *,
    spouse: bool = False,
    dependants: int = 0,
) -> int:
    found = fixed_reduction(
        spouse=flags(spouse),
        dependants=yen(dependants),
        aggregate_income=yen(income),
        municipal_levy=yen(owed[0]),
        prefectural_levy=yen(owed[1]),
        law=of(tax_year),
    )
    return int(found[0])


def prefectural(reduction: int, city: int, prefecture: int) -> int:
    exact = prefectural_fixed_reduction_exact(
        fixed_reduction=yen(reduction), municipal_levy=yen(city), prefectural_levy=yen(prefecture)
    )
    return int(exact.up()[0])


def answer(**changes: Any) -> dict[str, Any]:
    return dict(calculate([read(EXAMPLE | changes)])[0])


@pytest.mark.parametrize("tax_year", [2021, 2022, 2023, 2026, 2027])
def test_only_two_years_have_a_reduction(tax_year: int) -> None:
    assert load(tax_year).national.fixed_reduction is None


@pytest.mark.parametrize(
    ("tax_year", "income", "expected"),
    [
        pytest.param(2024, 1, True, id="2024: 控除対象配偶者, the least income"),
        pytest.param(2024, 10_000_000, True, id="2024: 10,000,000 is within"),
        pytest.param(2024, 10_000_001, False, id="2024: one yen above, no 控除対象配偶者"),
        pytest.param(2025, 10_000_000, False, id="2025: 10,000,000 had it in 2024"),
        pytest.param(2025, 10_000_001, True, id="2025: one yen above 10,000,000"),
        pytest.param(2025, 18_050_000, True, id="2025: 18,050,000 is within"),
        pytest.param(2025, 18_050_001, False, id="2025: one yen above 18,050,000"),
    ],
)
def test_a_spouse_counts_in_one_of_the_two_years(
    *, tax_year: int, income: int, expected: bool
) -> None:
    assert counted(tax_year, income) == expected


@pytest.mark.parametrize(("tax_year", "income"), [(2024, 9_000_000), (2025, 12_000_000)])
def test_a_spouse_abroad_or_with_an_income_of_her_own_does_not_count(
    tax_year: int, income: int
) -> None:
    assert not counted(tax_year, income, same=False)
    assert not counted(tax_year, income, abroad=True)


def test_every_dependant_in_japan_counts_also_below_16() -> None:
    found = dependants_for_fixed_reduction(
        dependants_under16=yen(1, 1, 0),
        dependants_other=yen(1, 1, 0),
        dependants_specified=yen(1, 1, 0),
        dependants_elderly=yen(1, 1, 1),
        dependants_abroad=yen(0, 3, 1),
    )
    assert found.tolist() == [4, 1, 0]


@pytest.mark.parametrize(
    ("tax_year", "income", "family", "expected"),
    [
        pytest.param(2024, 18_050_000, (False, 0), 10_000, id="2024: 18,050,000 is within"),
        pytest.param(2024, 18_050_001, (False, 0), 0, id="2024: one yen above"),
        pytest.param(2024, 5_000_000, (True, 0), 20_000, id="2024: two people"),
        pytest.param(2024, 5_000_000, (True, 3), 50_000, id="2024: five people, 10,000 each"),
        pytest.param(2025, 12_000_000, (False, 3), 0, id="2025: neither himself nor children"),
        pytest.param(2025, 12_000_000, (True, 3), 10_000, id="2025: the spouse alone"),
    ],
)
def test_each_person_is_worth_10000(
    tax_year: int, income: int, family: tuple[bool, int], expected: int
) -> None:
    spouse, dependants = family
    assert reduced(tax_year, income, spouse=spouse, dependants=dependants) == expected


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
    assert reduced(2024, 5_000_000, owed) == expected


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


@given(city=levies, prefecture=levies, relatives=st.integers(0, 9))
def test_neither_body_gives_more_than_its_levy(city: int, prefecture: int, relatives: int) -> None:
    reduction = reduced(2024, 5_000_000, (city, prefecture), dependants=relatives)
    theirs = prefectural(reduction, city, prefecture)
    assert 0 <= theirs <= prefecture
    assert 0 <= reduction - theirs <= city


def test_a_family_of_four_in_2024_by_hand() -> None:
    # 給与所得 3,560,000; 750,000 + 330,000 (spouse) + 330,000 (17) + 430,000 = 1,840,000;
    # base 1,720,000; 103,200 / 68,800; gap 50,000 x 3 = 150,000: 4,500 / 3,000 off;
    # 98,700 / 65,800; 4 people: 40,000, of which 65,800 / 164,500 x 40,000 = 16,000;
    # 98,700 - 24,000 = 74,700; 65,800 - 16,000 = 49,800.
    found = answer()
    assert found["credits"]["fixed_reduction"] == {"municipal": 24_000, "prefectural": 16_000}
    assert found["income_levy"] == {"municipal": 74_700, "prefectural": 49_800}
    assert found["total"] == 74_700 + 49_800 + 5_000


def test_what_the_levies_cannot_bear_is_lost_not_taken_off_the_per_capita_levy() -> None:
    # 550,000 - 430,000 = 120,000; 7,200 / 4,800; 調整控除 1,500 / 1,000; 5,700 + 3,800 = 9,500,
    # less than 10,000.
    found = answer(revenue={"employment": 1_100_000}, spouse=None, dependants=[], deductions={})
    assert found["credits"]["fixed_reduction"] == {"municipal": 5_700, "prefectural": 3_800}
    assert found["income_levy"] == {"municipal": 0, "prefectural": 0}
    assert found["total"] == 5_000


def test_the_2025_remnant_by_hand() -> None:
    # 給与所得 14,000,000 - 1,950,000 = 12,050,000; no 配偶者控除 above 10,000,000;
    # - 430,000 = 11,620,000; 697,200 / 464,800; 調整控除 50,000 x 5%: 1,500 / 1,000;
    # 695,700 / 463,800; 10,000 x 463,800 / 1,159,500 = 4,000; 6,000 / 4,000.
    told = {"tax_year": 2025, "age": 50, "revenue": {"employment": 14_000_000}}
    alone, couple = calculate([read(told), read(told | {"spouse": {"income": 0, "age": 50}})])
    assert dict(alone)["total"] == 695_700 + 463_800 + 5_000
    assert dict(couple)["total"] == 689_700 + 459_800 + 5_000


def after_withheld_levy(law: Law) -> Law:
    section = of(law.tax_year)
    national = replace(law.national, fixed_reduction=replace(section, after_withheld_levy=True))
    return replace(law, national=national)


def test_a_switch_of_the_law_decides_whether_the_withheld_levy_goes_first() -> None:
    # The levies of the family above, 98,700 / 65,800, with 300,000 withheld: 180,000 / 120,000.
    columns = read(EXAMPLE | {"credits": {"withheld_levy": 300_000}}).columns
    person = TaxpayerColumns.from_sparse([columns])
    law = load(2024)
    first, _ = explained(person, law)
    last, steps = explained(person, after_withheld_levy(law))
    # First: 40,000 are taken off, the withheld levy then has 74,700 + 49,800 to take.
    assert first.row(0)["municipal_fixed_reduction"] == 24_000
    assert first.row(0)["withheld_levy_applied"] + first.row(0)["withheld_levy_refund"] == 175_500
    # Last: nothing is left to reduce, and 40,000 less come back.
    assert last.row(0)["municipal_fixed_reduction"] == 0
    assert last.row(0)["withheld_levy_applied"] + last.row(0)["withheld_levy_refund"] == 135_500
    names = [step.name for step in steps]
    assert names.index("municipal_withheld_levy_credit") < names.index("fixed_reduction")
