"""The explanation: the same rules, every step told, every figure found again."""

from __future__ import annotations

from dataclasses import asdict, fields
from fractions import Fraction
from typing import Any

import pytest

from juminzei.kernel.assess import assess
from juminzei.kernel.assessment import Assessment
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.explain import Step, Value, explain, explained
from juminzei.kernel.explanation_text import explanation_text
from juminzei.kernel.law import Ordinance, load
from juminzei.kernel.wording import input_label, wording
from law.people import chance_of, request

YEARS = (2025, 2026)
FAMILY: dict[str, Any] = {
    "tax_year": 2026,
    "age": 44,
    "revenue": {"employment": 5_000_000},
    "spouse": {"income": 450_000, "age": 44},
    "dependants": [{"age": 17}, {"age": 20, "income": 600_000}, {"age": 12}],
    "deductions": {
        "social_insurance": 750_000,
        "life_insurance": {"general_new": 80_000, "nursing": 30_001},
    },
    "credits": {"donation": {"hometown": 50_000, "one_stop": True}},
}
BASES = {column.name for column in fields(Assessment) if column.name.startswith("tax_base_")}
OTHER_NAMES = {
    "municipal_income_levy_relief": "municipal_relief_credit",
    "prefectural_income_levy_relief": "prefectural_relief_credit",
    "municipal_fixed_reduction": "municipal_fixed_reduction_credit",
    "prefectural_fixed_reduction": "prefectural_fixed_reduction_credit",
}


def columns_of(told: dict[str, Any]) -> TaxpayerColumns:
    return TaxpayerColumns.from_sparse([read(told).columns])


def steps_of(told: dict[str, Any]) -> dict[str, Step]:
    return {step.name: step for step in explain(columns_of(told), load(told["tax_year"]))}


@pytest.mark.parametrize("tax_year", YEARS)
def test_the_explained_figures_are_the_assessed_ones(tax_year: int) -> None:
    chance, law = chance_of(f"explain {tax_year}"), load(tax_year)
    for _ in range(150):
        columns = columns_of(request(chance, tax_year))
        plain = assess(columns, law).row(0)
        recorded, steps = explained(columns, law)
        assert recorded.row(0) == plain
        values = {step.name: step.value for step in steps}
        for column in fields(Assessment):
            name = OTHER_NAMES.get(column.name, column.name)
            if column.name != "exempt" and name in values:
                assert values[name] == plain[column.name], column.name


@pytest.mark.parametrize("tax_year", YEARS)
def test_nearly_every_answer_has_a_step_of_its_name(tax_year: int) -> None:
    steps = steps_of(FAMILY | {"tax_year": tax_year})
    without = {
        column.name
        for column in fields(Assessment)
        if OTHER_NAMES.get(column.name, column.name) not in steps
    }
    # Kinds of separate income and years without a reduction have no steps.
    assert all("separate" in name or "fixed_reduction" in name for name in without - BASES)


@pytest.mark.parametrize("tax_year", YEARS)
def test_sums_and_differences_recompute_from_their_inputs(tax_year: int) -> None:
    chance, law = chance_of(f"recompute {tax_year}"), load(tax_year)
    for _ in range(100):
        for step in explain(columns_of(request(chance, tax_year)), law):
            if step.name in {"deduction_total", "personal_deduction_gap", "total", "fixed_charge"}:
                assert step.value == sum(number(value) for value in step.inputs.values())
            if "_levy_after_" in step.name:
                assert step.value == number(step.inputs["levy"]) - number(step.inputs["credit"])


@pytest.mark.parametrize("tax_year", YEARS)
def test_every_rounding_is_a_step_that_moves_less_than_one_unit(tax_year: int) -> None:
    chance, law = chance_of(f"rounding {tax_year}"), load(tax_year)
    seen = 0
    for _ in range(100):
        for step in explain(columns_of(request(chance, tax_year)), law):
            if set(step.inputs) != {"amount"}:
                continue
            unit = (
                1_000
                if step.name.startswith("tax_base")
                else 100
                if "income_levy" in step.name or step.name in {"pension_share", "other_share"}
                else 1
            )
            before = number(step.inputs["amount"])
            assert abs(number(step.value) - before) < unit
            up = "切り上げる" in step.formula
            assert (number(step.value) >= before) if up else (number(step.value) <= before)
            seen += 1
    assert seen > 2_000


def number(value: Value) -> Fraction:
    """Return what a step tells as a number; a fraction of a yen is told as text."""
    if isinstance(value, str):
        return sum((Fraction(part) for part in value.split()), Fraction(0))
    return Fraction(value or 0)


def test_steps_come_in_the_order_of_calculation() -> None:
    names = list(steps_of(FAMILY))
    order = (
        *("income_employment", "total_income", "exemption_count", "exempt", "deduction_total"),
        *("tax_base", "municipal_calculated_levy", "municipal_adjustment_credit"),
        *("municipal_dividend_credit", "municipal_housing_loan_credit"),
        *("municipal_donation_credit", "municipal_foreign_tax_credit", "municipal_relief_credit"),
        *("municipal_withheld_levy_credit", "municipal_income_levy", "total"),
    )
    assert [name for name in names if name in order] == list(order)


def test_a_step_tells_label_article_formula_inputs_and_value() -> None:
    assert asdict(steps_of(FAMILY)["adjustment_credit_base"]) == {
        "name": "adjustment_credit_base",
        "label": "調整控除の基礎となる額",
        "law": "地方税法37条・地方税法314条の6",
        "formula": "課税標準額が2,000,000円以下なら、差の合計と課税標準額の小さいほう。"
        "超えるなら、差の合計 － （課税標準額 － 2,000,000円）（50,000円を下回らない）。"
        "合計所得金額が25,000,000円を超えるとなし",
        "inputs": {
            "aggregate_taxable_income": 1_220_000,
            "personal_deduction_gap": 150_000,
            "aggregate_income": 3_560_000,
        },
        "value": 150_000,
    }


def test_a_fraction_of_a_yen_is_told_before_it_is_rounded() -> None:
    steps = steps_of(FAMILY)
    assert steps["life_nursing_exact"].value == "21000.5"
    assert steps["life_nursing"].inputs == {"amount": "21000.5"}
    assert steps["life_nursing"].value == 21_001


def test_flags_and_exemptions_are_told_as_such() -> None:
    steps = steps_of({"tax_year": 2026, "income": {"business": 400_000}})
    assert steps["spouse_same_livelihood"].value is False
    assert steps["exempt"].value == "income_levy_threshold"
    assert steps_of(FAMILY)["exempt"].value is None


def test_assumptions_of_the_law_files_stand_beside_their_steps() -> None:
    steps = steps_of(FAMILY)
    assert "※前提: 加須市は3級地として計算する" in steps["per_capita_threshold"].formula
    known = load(2026).under(Ordinance(grade=3))
    given = {step.name: step for step in explain(columns_of(FAMILY), known)}
    assert "※前提" not in given["per_capita_threshold"].formula


@pytest.mark.parametrize("tax_year", YEARS)
def test_every_step_and_input_has_japanese_words_and_an_article(tax_year: int) -> None:
    for step in explain(columns_of(FAMILY | {"tax_year": tax_year}), load(tax_year)):
        assert step.label == wording(step.name).label
        assert "条" in step.law or "別表" in step.law, step.name
        assert "{" not in step.formula
        assert all(input_label(name) for name in step.inputs)


def test_only_one_person_is_explained_at_a_time() -> None:
    with pytest.raises(ValueError, match="2 rows; explain one person at a time"):
        explain(TaxpayerColumns.of(2), load(2026))


def test_a_step_without_words_is_an_error_not_a_gap() -> None:
    with pytest.raises(KeyError):
        wording("no_such_step")
    with pytest.raises(KeyError):
        wording("municipal_no_such_step")


def test_steps_of_both_bodies_share_their_words() -> None:
    assert wording("municipal_adjustment_credit").label == "調整控除（市町村民税）"
    assert wording("prefectural_adjustment_credit").label == "調整控除（道府県民税）"


def test_the_text_is_numbered_japanese_without_steps_that_do_not_matter() -> None:
    law = load(2026)
    text = explanation_text(explain(columns_of(FAMILY), law), law)
    assert text.startswith("令和8年度 個人住民税の計算の根拠（加須市）\n")
    assert text.index("■ 所得") < text.index("■ 非課税の判定") < text.index("■ 税額")
    assert "1. 同一生計配偶者の有無  あり" in text
    assert "年税額  90,300円" in text
    assert "   もとの数: " in text
    assert "   根拠: 地方税法" in text
    assert "医療費控除の足切り額" not in text
    assert "配当控除" not in text
    assert "None" not in text
    assert "False" not in text


def test_the_text_tells_a_draft_law() -> None:
    law = load(2026)
    assert law.is_draft
    text = explanation_text(explain(columns_of(FAMILY), law), law)
    assert law.warning in text


def test_the_text_tells_ages_persons_and_codes_as_what_they_are() -> None:
    law = load(2026)
    told: dict[str, Any] = {
        "tax_year": 2026,
        "age": 70,
        "revenue": {"public_pension": 3_000_000},
        "taxpayer": {"disability": "ordinary"},
        "dependants": [{"age": 75}],
    }
    text = explanation_text(explain(columns_of(told), law), law)
    assert "年齢 70歳" in text
    assert "老人扶養親族（70歳以上） 1人" in text
    assert "本人の障害 障害者" in text
    assert "障害者（特別障害者を除く）の数  1人" in text
    assert "非課税の区分" not in text
