"""所得割, 均等割 and 森林環境税, their roundings and sums, worked by hand from their articles."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Exact, Rate
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.parameters.levies import (
    ForestEnvironmentTax,
    IncomeLevy,
    PerCapitaLevy,
    Rounding,
)
from juminzei.kernel.rules.levies import (
    forest_environment_tax,
    ordinance_levy_exact,
    owes_income_levy,
    owes_per_capita_levy,
    per_capita_levy,
    tax_base_exact,
    total_tax,
)
from juminzei.kernel.rules.rounding import levy_rounded, round_down, round_up, tax_base_rounded
from juminzei.kernel.rules.sums import (
    deduction_total,
    levy_after,
    personal_deduction_gap,
    within_levy,
)
from law.figures import flags, yen

ROUNDING = Rounding(cite="地方税法20条の4の2", tax_base_unit=1_000, levy_unit=100)
CITY = IncomeLevy(cite="地方税法314条の3", rate=Rate(6, 100))
PREFECTURE = IncomeLevy(cite="地方税法35条", rate=Rate(4, 100))
FOREST = ForestEnvironmentTax(cite="森林環境税法5条", amount=1_000)
PER_CAPITA = PerCapitaLevy(cite="地方税法310条", amount=3_000)
DEDUCTIONS = (
    *("casualty", "medical", "social_insurance", "small_enterprise_mutual_aid"),
    *("life_insurance", "earthquake_insurance", "disability", "widow", "single_parent"),
    *("working_student", "spouse", "spouse_special", "dependant", "specified_relative", "basic"),
)
GAPS = (
    *("basic", "disability", "widow", "single_parent", "working_student"),
    *("spouse", "spouse_special", "dependant"),
)


@pytest.mark.parametrize(
    ("income", "deductions", "expected"),
    [
        pytest.param(3_560_000, 2_339_000, 1_221_000, id="3,560,000 - 2,339,000"),
        pytest.param(430_000, 430_000, 0, id="just the deductions"),
        pytest.param(430_001, 430_000, 1, id="one yen more"),
        pytest.param(429_999, 430_000, 0, id="one yen less: 0, not -1"),
    ],
)
def test_the_tax_base_is_what_deductions_leave(income: int, deductions: int, expected: int) -> None:
    found = tax_base_exact(total_income=yen(income), deduction_total=yen(deductions))
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("amount", "base", "levy"),
    [
        pytest.param(99, 0, 0, id="99: nothing"),
        pytest.param(100, 0, 100, id="100: a levy, no base"),
        pytest.param(999, 0, 900, id="999: 900 of levy, no base"),
        pytest.param(1_000, 1_000, 1_000, id="1,000: both whole"),
        pytest.param(51_301, 51_000, 51_300, id="51,301: 51,000 and 51,300"),
        pytest.param(51_399, 51_000, 51_300, id="51,399: the same"),
        pytest.param(51_400, 51_000, 51_400, id="51,400: the next hundred"),
    ],
)
def test_bases_are_cut_to_thousands_and_levies_to_hundreds(
    amount: int, base: int, levy: int
) -> None:
    assert tax_base_rounded(amount=yen(amount), law=ROUNDING).tolist() == [base]
    assert levy_rounded(amount=yen(amount), law=ROUNDING).tolist() == [levy]


@pytest.mark.parametrize(
    ("fraction", "down", "up"),
    [
        pytest.param((12, 4), 3, 3, id="12/4 is whole"),
        pytest.param((13, 4), 3, 4, id="13/4 lies between"),
        pytest.param((15, 4), 3, 4, id="15/4 too"),
        pytest.param((16, 4), 4, 4, id="16/4 is whole again"),
        pytest.param((0, 4), 0, 0, id="nothing"),
        pytest.param((1, 10_000), 0, 1, id="the least fraction makes a yen when rounded up"),
    ],
)
def test_fractions_of_a_yen_are_cut_or_made_whole(
    fraction: tuple[int, int], down: int, up: int
) -> None:
    amount = Exact(yen(fraction[0]), fraction[1])
    assert round_down(amount=amount).tolist() == [down]
    assert round_up(amount=amount).tolist() == [up]


@pytest.mark.parametrize(
    ("ground", "income_levy", "per_capita"),
    [
        pytest.param(Exemption.NONE, True, True, id="taxed"),
        pytest.param(Exemption.INCOME_LEVY_THRESHOLD, False, True, id="the per-capita levy alone"),
        pytest.param(Exemption.PER_CAPITA_THRESHOLD, False, False, id="below both thresholds"),
        pytest.param(Exemption.INCOME_1350000, False, False, id="protected persons"),
        pytest.param(Exemption.PUBLIC_ASSISTANCE, False, False, id="public assistance"),
    ],
)
def test_the_ground_of_exemption_decides_which_levies_are_owed(
    *, ground: Exemption, income_levy: bool, per_capita: bool
) -> None:
    exempt = np.array([ground], np.int8)
    income = owes_income_levy(exempt=exempt, property_only=flags(False))
    assert income.tolist() == [income_levy]
    assert owes_per_capita_levy(exempt=exempt).tolist() == [per_capita]


def test_a_house_owner_living_elsewhere_owes_the_per_capita_levy_alone() -> None:
    exempt = np.array([Exemption.NONE], np.int8)
    assert owes_income_levy(exempt=exempt, property_only=flags(True)).tolist() == [False]
    per_capita = owes_per_capita_levy(exempt=exempt)
    assert per_capita_levy(owes_per_capita_levy=per_capita, law=PER_CAPITA).tolist() == [3_000]
    forest = forest_environment_tax(
        owes_per_capita_levy=per_capita, property_only=flags(True), law=FOREST
    )
    assert forest.tolist() == [0]


def test_residents_owe_the_forest_tax_with_the_per_capita_levy_and_nobody_else() -> None:
    owes, away = flags(True, False, False), flags(False, False, True)
    forest = forest_environment_tax(owes_per_capita_levy=owes, property_only=away, law=FOREST)
    assert forest.tolist() == [1_000, 0, 0]
    assert per_capita_levy(owes_per_capita_levy=owes, law=PER_CAPITA).tolist() == [3_000, 0, 0]


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        pytest.param(CITY, [Fraction(73_260), Fraction(0)], id="city: 1,221,000 x 6%"),
        pytest.param(PREFECTURE, [Fraction(48_840), Fraction(0)], id="prefecture: x 4%"),
    ],
)
def test_the_levy_is_the_rate_of_the_base_for_who_owes_it(
    law: IncomeLevy, expected: list[Fraction]
) -> None:
    found = ordinance_levy_exact(
        aggregate_taxable_income=yen(1_221_000, 1_221_000),
        owes_income_levy=flags(True, False),
        law=law,
    )
    assert [found.at(0), found.at(1)] == expected


def test_the_years_tax_of_the_worked_example() -> None:
    found = total_tax(
        municipal_income_levy=yen(51_300),
        prefectural_income_levy=yen(34_200),
        municipal_per_capita_levy=yen(3_000),
        prefectural_per_capita_levy=yen(1_000),
        forest_environment_tax=yen(1_000),
    )
    assert found.tolist() == [90_500]


def test_every_deduction_is_summed_exactly_once() -> None:
    columns = {f"deduction_{name}": yen(2**n) for n, name in enumerate(DEDUCTIONS)}
    # 2^0 + … + 2^13: any other multiplicity would give another sum.
    assert deduction_total(**columns).tolist() == [32_767]


def test_every_gap_is_summed_exactly_once() -> None:
    columns = {f"gap_{name}": yen(2**n) for n, name in enumerate(GAPS)}
    assert personal_deduction_gap(**columns).tolist() == [255]


@given(levy=st.integers(0, 10**9), credit=st.integers(0, 10**9))
def test_a_credit_never_makes_a_levy_negative(levy: int, credit: int) -> None:
    given_ = within_levy(credit=yen(credit), levy=yen(levy))
    left = levy_after(levy=yen(levy), credit=given_)
    assert int(left[0]) == max(levy - credit, 0)
