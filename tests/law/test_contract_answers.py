"""The contract's answers: keys that are there for everybody, and those only where they tell."""

from __future__ import annotations

import json
from typing import Any

import pytest

from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate

Tree = dict[str, Any]
ALWAYS = (
    *("tax_year", "exempt", "income", "total_income", "aggregate_income", "total_income_etc"),
    *("exemption_count", "deductions", "deduction_total", "tax_base", "personal_deduction_gap"),
    *("calculated_levy", "credits", "income_levy", "per_capita_levy", "forest_environment_tax"),
    *("withheld_levy_refund", "total"),
)
KINDS = (
    *("land_short", "land_short_reduced", "land_long", "land_long_superior"),
    *("land_long_residence", "listed_dividend", "unlisted_shares", "listed_shares", "futures"),
    *("forestry", "retirement"),
)
WORKED_EXAMPLE = (
    '{"tax_year": 2026, "exempt": null, "income": {"employment": 3560000, "public_pension": 0,'
    ' "income_adjustment_child": 0, "income_adjustment_pension": 0}, "total_income": 3560000,'
    ' "aggregate_income": 3560000, "total_income_etc": 3560000, "exemption_count": 3,'
    ' "deductions": {"casualty": 0, "medical": 0, "social_insurance": 750000,'
    ' "small_enterprise_mutual_aid": 0, "life_insurance": 49000, "earthquake_insurance": 0,'
    ' "disability": 0, "widow": 0, "single_parent": 0, "working_student": 0, "spouse": 330000,'
    ' "spouse_special": 0, "dependant": 330000, "specified_relative": 450000, "basic": 430000},'
    ' "deduction_total": 2339000, "tax_base": {"comprehensive": 1221000},'
    ' "personal_deduction_gap": 150000, "calculated_levy": {"municipal": 73260,'
    ' "prefectural": 48840}, "credits": {"adjustment": {"municipal": 4500, "prefectural": 3000},'
    ' "dividend": {"municipal": 0, "prefectural": 0}, "housing_loan": {"municipal": 0,'
    ' "prefectural": 0}, "donation": {"municipal": 17459, "prefectural": 11640}, "foreign_tax":'
    ' {"municipal": 0, "prefectural": 0}, "income_levy_relief": {"municipal": 0,'
    ' "prefectural": 0}, "fixed_reduction": {"municipal": 0, "prefectural": 0}, "withheld_levy":'
    ' {"municipal": 0, "prefectural": 0}}, "income_levy": {"municipal": 51300,'
    ' "prefectural": 34200}, "per_capita_levy": {"municipal": 3000, "prefectural": 1000},'
    ' "forest_environment_tax": 1000, "withheld_levy_refund": 0, "total": 90500}'
)


def answers(*requests: Tree) -> list[Tree]:
    return [dict(found) for found in calculate([read(request) for request in requests])]


def test_the_worked_example_is_answered_byte_for_byte() -> None:
    (found,) = answers(
        {
            "tax_year": 2026,
            "age": 44,
            "revenue": {"employment": 5_000_000},
            "spouse": {"income": 450_000, "age": 44},
            "dependants": [{"age": 17}, {"age": 20, "income": 600_000}, {"age": 12}],
            "deductions": {
                "social_insurance": 750_000,
                "life_insurance": {"general_new": 80_000, "nursing": 30_000},
            },
            "credits": {"donation": {"hometown": 50_000, "one_stop": True}},
        }
    )
    assert json.dumps(found) == WORKED_EXAMPLE


@pytest.mark.parametrize("year", range(2021, 2028))
def test_every_year_answers_with_the_same_keys_in_order(year: int) -> None:
    (found,) = answers({"tax_year": year, "revenue": {"employment": 5_000_000}})
    assert tuple(found) == ALWAYS


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_separate_income_is_told_only_where_it_was_given(kind: str) -> None:
    with_it, without = answers(
        {"tax_year": 2026, "separate": {kind: {"income": 5_430_000}}},
        {"tax_year": 2026, "separate": {kind: {"income": 0}}},
    )
    assert with_it["tax_base"] == {"comprehensive": 0, kind: 5_000_000}
    assert without["tax_base"] == {"comprehensive": 0}


def test_a_kind_that_deductions_take_whole_or_that_was_a_loss_is_told_as_nothing() -> None:
    (found,) = answers(
        {
            "tax_year": 2026,
            "separate": {"futures": {"income": -100_000}, "listed_shares": {"income": 430_000}},
        }
    )
    assert found["tax_base"] == {"comprehensive": 0, "listed_shares": 0, "futures": 0}


def test_kinds_are_told_in_the_order_of_the_contract_whatever_the_order_given() -> None:
    (found,) = answers(
        {"tax_year": 2026, "separate": {kind: {"income": 5_000_000} for kind in reversed(KINDS)}}
    )
    assert tuple(found["tax_base"]) == ("comprehensive", *KINDS)


def test_what_the_withheld_levy_pays_is_told_before_what_comes_back_where_it_pays() -> None:
    paying, full, none = answers(
        {"tax_year": 2026, "age": 30, "income": {"business": 900_000}, "credits": held(90_000)},
        {"tax_year": 2026, "age": 30, "income": {"business": 900_000}, "credits": held(10_000)},
        {"tax_year": 2026, "age": 30, "income": {"business": 900_000}},
    )
    at = ALWAYS.index("withheld_levy_refund")
    assert tuple(paying) == (*ALWAYS[:at], "withheld_levy_applied", *ALWAYS[at:])
    # 470,000 of base: 28,200 + 18,800 - 2,500 = 44,500; 90,000 - 44,500 - 5,000 = 40,500.
    assert (paying["withheld_levy_applied"], paying["withheld_levy_refund"]) == (5_000, 40_500)
    assert tuple(full) == tuple(none) == ALWAYS


def held(amount: int) -> Tree:
    return {"withheld_levy": amount}


def test_people_of_two_years_and_cities_are_answered_each_with_his_own_keys() -> None:
    shares = {"separate": {"listed_shares": {"income": 5_430_000}}}
    first, second, third = answers(
        {"tax_year": 2026} | shares,
        {"tax_year": 2024},
        {"tax_year": 2026, "municipality": "141003"},
    )
    assert set(first["tax_base"]) == {"comprehensive", "listed_shares"}
    assert [set(one["tax_base"]) for one in (second, third)] == [{"comprehensive"}] * 2
