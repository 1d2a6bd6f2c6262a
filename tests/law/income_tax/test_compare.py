"""Both taxes beside each other: amounts, savings, and what goes from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.kernel.assess import assess
from juminzei.kernel.column_set import kinds_of
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax import (
    Comparison,
    ReturnColumns,
    assess_income_tax,
    compare,
    income_years,
    inhabitant_columns,
    load_income_tax,
)
from juminzei.kernel.income_tax.compare import optional_deductions
from juminzei.kernel.law import load

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILY = {
    "age": 44,
    "revenue_employment": 5_000_000,
    "social_insurance": 750_000,
    "life_general_new": 80_000,
    "life_nursing": 30_000,
    "has_spouse": 1,
    "spouse_income": 450_000,
    "dependants_other": 1,
    "dependants_other_under23": 1,
    "specified_relatives_1": 1,
    "dependants_under16": 1,
    "donation_hometown": 50_000,
}


def compared(
    income_year: int = 2025, told: Mapping[str, int] | None = None, /, **columns: int
) -> Comparison:
    return compare(
        TaxpayerColumns.from_sparse([{"age": 44} | columns]),
        ReturnColumns.from_sparse([told or {}]),
        income_year,
    )


@pytest.mark.parametrize("income_year", income_years())
def test_both_taxes_are_those_of_the_same_income(income_year: int) -> None:
    found = compared(income_year, {"withheld": 40_000}, **FAMILY)
    columns = TaxpayerColumns.from_sparse([FAMILY])
    told = ReturnColumns.from_sparse([{"withheld": 40_000}])
    tax = assess_income_tax(columns, told, load_income_tax(income_year))
    assert found.income_tax == tax.row(0)
    city = assess(inhabitant_columns(columns, tax), load(income_year + 1))
    assert found.inhabitant_tax == city.row(0)
    assert found.income_tax["aggregate_income"] == found.inhabitant_tax["aggregate_income"]


# What the same family's deductions come to, of 令和7年分 and 令和8年度: 所得税法と地方税法の表
BOTH = {
    "deduction_social_insurance": (750_000, 750_000),
    "deduction_life_insurance": (65_000, 49_000),
    "deduction_donation": (48_000, None),
    "deduction_spouse": (380_000, 330_000),
    "deduction_dependant": (380_000, 330_000),
    "deduction_specified_relative": (630_000, 450_000),
    "deduction_basic": (680_000, 430_000),
    "deduction_total": (2_933_000, 2_339_000),
}


def test_the_deductions_of_both_taxes_stand_beside_each_other() -> None:
    found = {one.name: one for one in compared(**FAMILY).beside}
    assert {name: (found[name].national, found[name].inhabitant) for name in BOTH} == BOTH
    assert found["deduction_basic"].label == "基礎控除"
    assert "deduction_medical" not in found


def test_declared_retirement_pay_is_in_the_national_income_alone() -> None:
    found = compared(2025, {"retirement_declared": 3_000_000}, income_business=1_000_000)
    assert found.income_tax["aggregate_income"] == 4_000_000
    assert found.inhabitant_tax["aggregate_income"] == 1_000_000
    assert "retirement" in {one.name for one in found.warnings}


def test_medical_costs_save_so_much_in_each_tax() -> None:
    # 課税総所得 4,320,000 と 4,570,000 の 20％から 10％へ。医療費控除 200,000
    # 所得税 200,000 x 20% x 1.021 = 40,840; 住民税 200,000 x 10% = 20,000
    found = compared(income_business=5_000_000, medical_paid=300_000)
    (saved,) = (one for one in found.saved if one.name == "medical")
    assert saved.label == "医療費控除"
    assert (saved.income_tax, saved.inhabitant_tax) == (40_840, 20_000)


def test_gifts_to_parties_save_nothing_in_the_inhabitant_tax() -> None:
    found = compared(2025, {"donation_political": 100_000}, income_business=5_000_000)
    (saved,) = (one for one in found.saved if one.name == "political")
    # 98,000 x 30% = 29,400, with its 2.1%: 617.4
    assert 29_400 < saved.income_tax <= 30_018
    assert saved.inhabitant_tax == 0


def test_only_what_is_claimed_is_offered() -> None:
    names = [one.name for one in compared(**FAMILY).saved]
    assert names == [
        *("social_insurance", "life_insurance", "hometown", "spouse", "relatives", "under16"),
    ]
    assert compared(income_business=1_000_000).saved == ()


def test_what_the_income_tax_leaves_of_a_housing_loan_goes_to_the_inhabitant_tax() -> None:
    # 5,480,000 - 480,000: 572,500 of 600,000; 27,500 are left, below 97,500
    found = compared(2023, income_business=5_480_000, housing_loan_available=600_000)
    assert found.income_tax["credit_housing_loan"] == 572_500
    city = found.inhabitant_tax
    assert city["municipal_housing_loan_credit"] + city["prefectural_housing_loan_credit"] == 27_500


def test_a_housing_loan_above_the_limit_of_income_is_nothing_in_either_tax() -> None:
    found = compared(
        2023,
        {"housing_loan_income_limit": 20_000_000},
        income_business=20_000_001,
        housing_loan_available=300_000,
    )
    assert found.income_tax["credit_housing_loan"] == 0
    assert found.inhabitant_tax["municipal_housing_loan_credit"] == 0


def test_one_stop_is_void_once_a_return_is_filed() -> None:
    found = compared(**FAMILY, donation_one_stop=1)
    filed = compared(**FAMILY)
    assert found.inhabitant_tax == filed.inhabitant_tax
    assert next(one.name for one in found.warnings) == "one_stop_void"


def test_foreign_tax_that_is_left_goes_to_prefecture_and_city() -> None:
    found = compared(
        2023, {"foreign_tax_paid": 120_000, "foreign_income": 1_096_000}, income_business=5_480_000
    )
    # 3,096 are left; the prefecture may take 114,500 x 12%
    assert found.inhabitant_tax["prefectural_foreign_tax_credit"] == 3_096


def test_foreign_tax_that_no_return_tells_stays_as_reported() -> None:
    found = compared(
        2023,
        income_business=5_480_000,
        foreign_tax_remaining=3_000,
        foreign_tax_national_limit=100_000,
    )
    assert found.inhabitant_tax["prefectural_foreign_tax_credit"] == 3_000


def test_every_column_that_may_be_left_out_is_one() -> None:
    people, returns = kinds_of(TaxpayerColumns), kinds_of(ReturnColumns)
    for option in optional_deductions().values():
        assert set(option.columns) <= set(people)
        assert set(option.told) <= set(returns)
    named = [name for option in optional_deductions().values() for name in option.columns]
    assert len(named) == len(set(named))


def test_drafts_are_told() -> None:
    found = compared(2026, income_business=1_000_000)
    assert "令和8年分の所得税の法令データは確認中" in found.drafts[0]


def test_one_person_at_a_time() -> None:
    two = TaxpayerColumns.from_sparse([{}, {}])
    with pytest.raises(ValueError, match="one person at a time"):
        compare(two, ReturnColumns.from_sparse([{}, {}]), 2025)
