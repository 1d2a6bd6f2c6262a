"""Steps in words: units, signs, answers, and roundings that change nothing."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from juminzei.apps.assessment.selectors.tracing import traced
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.explain import Value, explain
from juminzei.kernel.law import load
from juminzei.kernel.telling import ToldStep, amount_text, idle_roundings, input_text, told
from law.people import chance_of, request

YEARS = range(2021, 2028)


def columns_of(given: dict[str, Any]) -> TaxpayerColumns:
    return TaxpayerColumns.from_sparse([read(given).columns])


def told_of(given: dict[str, Any]) -> dict[str, ToldStep]:
    steps = told(explain(columns_of(given), load(given["tax_year"])))
    return {step.label: step for step in steps}


@pytest.mark.parametrize(
    ("value", "unit", "label", "words"),
    [
        (1_234, "円", "年税額", "1,234円"),
        (-1_500_000, "円", "事業所得", "▲1,500,000円"),
        (0, "円", "年税額", "0円"),
        (3, "人", "非課税限度額の人数", "3人"),
        (True, "円", "申告特例（ワンストップ）", "該当"),
        (False, "円", "寡婦", "非該当"),
        (True, "円", "所得割がかかるか", "はい"),
        (False, "円", "寡婦に当たるか", "いいえ"),
        (True, "円", "同一生計配偶者の有無", "あり"),
        (False, "円", "同一生計配偶者の有無", "なし"),
        (None, "円", "非課税の区分", "課税"),
        ("income_levy_threshold", "円", "非課税の区分", "所得割のみ非課税"),
        ("22979.52", "円", "特例控除額", "22,979.52円"),
        ("2940 4320/7979", "円", "申告特例控除額", "2,940と4320/7979円"),
        ("0 1/3", "円", "申告特例控除額", "0と1/3円"),
        ("0.5", "円", "生命保険料控除", "0.5円"),
    ],
)
def test_a_value_is_told_as_people_say_it(value: Value, unit: str, label: str, words: str) -> None:
    assert amount_text(value, unit, label=label) == words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("age", 70, "70歳"),
        ("dependants_under16", 2, "2人"),
        ("disability", 1, "障害者"),
        ("spouse_disability", 2, "特別障害者"),
        ("single_parent", 1, "母"),
        ("kind", 2, "父"),
        ("income_business", -5, "▲5円"),
    ],
)
def test_what_goes_in_has_the_unit_of_its_name(name: str, value: Value, words: str) -> None:
    assert input_text(name, value) == words


def test_a_rounding_that_changes_nothing_is_told_with_what_it_rounds() -> None:
    # 5,000,000 of salary: 3,560,000 come out even
    steps = told_of({"tax_year": 2026, "revenue": {"employment": 5_000_000}})
    assert steps["給与所得控除後の金額"].formula.startswith("給与収入に応じて")
    assert "給与所得控除後の金額（端数処理前）" not in steps


def test_a_pension_that_comes_out_even_is_told_in_one_step() -> None:
    # 72 years old, 3,500,000: x 75 % - 275,000 = 2,350,000
    steps = told_of({"tax_year": 2026, "age": 72, "revenue": {"public_pension": 3_500_000}})
    assert steps["公的年金等に係る雑所得"].value == "2,350,000円"
    assert "65歳以上" in steps["公的年金等に係る雑所得"].formula
    assert "公的年金等に係る雑所得（端数処理前）" not in steps


def test_a_rounding_that_changes_something_stays_a_step_of_its_own() -> None:
    # 6,600,001 x 90 % - 1,100,000 = 4,840,000.9
    steps = told_of({"tax_year": 2026, "revenue": {"employment": 6_600_001}})
    assert steps["給与所得控除後の金額（端数処理前）"].value == "4,840,000.9円"
    assert steps["給与所得控除後の金額"].value == "4,840,000円"
    assert steps["給与所得控除後の金額"].formula == "1円未満を切り捨てる"


@pytest.mark.parametrize("tax_year", YEARS)
def test_only_what_a_rounding_really_rounds_is_told_in_its_place(tax_year: int) -> None:
    chance, law = chance_of(f"idle {tax_year}"), load(tax_year)
    seen = 0
    for _ in range(25):
        steps = traced(columns_of(request(chance, tax_year)), law)
        for after, before in idle_roundings([one.step for one in steps]).items():
            assert steps[after].sources["amount"] == before
            assert steps[after].step.value == steps[before].step.value
            seen += 1
    assert seen > 300


@pytest.mark.parametrize("tax_year", YEARS)
def test_what_a_step_takes_from_a_merged_rounding_is_told_by_that_name(tax_year: int) -> None:
    chance, law = chance_of(f"names {tax_year}"), load(tax_year)
    for _ in range(15):
        steps = explain(columns_of(request(chance, tax_year)), law)
        named = {step.label: step for step in told(steps)}
        for after, before in idle_roundings(steps).items():
            label = steps[after].label
            if label in named:
                assert named[label].name in {steps[before].name, steps[after].name}
                assert named[label].law


def test_the_base_of_a_separate_levy_and_the_floor_of_medical_costs_have_their_own_names() -> None:
    steps = told_of(
        {
            "tax_year": 2026,
            "revenue": {"employment": 5_000_000},
            "separate": {"land_long": {"income": 12_000_000}},
            "deductions": {"medical": {"paid": 350_000}},
        }
    )
    levy = steps["長期譲渡所得（一般分）の所得割（市町村民税）"]
    assert levy.inputs == (("課税標準額", "12,000,000円"),)
    assert ("足切り額", "778,000円") in steps["医療費控除（医療費）"].inputs


NETTED_AGAIN = "年金がない場合の総所得金額（繰越控除の前）"


def pensioner(pay: int, pension: int, occasional: int) -> dict[str, Any]:
    """Return the revenues of a pensioner of 70 who also works and was lucky."""
    revenue = {"employment": pay, "public_pension": pension}
    return {"tax_year": 2026, "age": 70, "revenue": revenue, "income": {"occasional": occasional}}


@pytest.mark.parametrize(
    ("given", "value"),
    [
        # 10,000,000 - 1,950,000 + (4,500,000 - 500,000) / 2 = 10,050,000
        pytest.param(pensioner(10_000_000, 3_000_000, 4_500_000), "10,050,000円", id="matters"),
        pytest.param(pensioner(9_000_000, 3_000_000, 4_500_000), None, id="too little to matter"),
        pytest.param(pensioner(14_000_000, 3_000_000, 0), None, id="nothing to net with"),
        pytest.param(pensioner(10_000_000, 0, 4_500_000), None, id="no pension"),
    ],
)
def test_netting_without_the_pension_is_told_where_it_makes_the_deduction_smaller(
    given: dict[str, Any], value: str | None
) -> None:
    step = told_of(given).get(NETTED_AGAIN)
    assert (step.value if step else None) == value


def test_a_share_is_told_exactly_and_then_cut() -> None:
    # 266,500 x 1,900,000 / (1,900,000 + 1,220,000) = 162,291.67
    steps = told_of(pensioner(2_000_000, 3_000_000, 0))
    assert steps["所得割の合計"].value == "266,500円"
    assert steps["年金の分の所得割（端数処理前）"].value == "162,291と2/3円"
    assert steps["年金の分の所得割"].value == "162,200円"
    assert steps["年金の分の所得割"].formula == "100円未満を切り捨てる"


def test_what_a_share_is_measured_against_is_summed_up_where_there_is_a_sum() -> None:
    # pay 1,220,000 and (2,500,000 - 500,000) / 2 beside the pension
    beside = "年金以外の所得（給与とその他）"
    assert beside not in told_of(pensioner(2_000_000, 3_000_000, 0))
    steps = told_of(pensioner(2_000_000, 3_000_000, 2_500_000))
    assert steps[beside].value == "2,220,000円"
    assert ("年金以外の所得", "2,220,000円") in steps["年金の分の所得割（端数処理前）"].inputs


@pytest.mark.parametrize("tax_year", YEARS)
def test_every_step_stands_in_its_part_and_each_part_comes_once(tax_year: int) -> None:
    chance, law = chance_of(f"parts {tax_year}"), load(tax_year)
    for _ in range(15):
        steps = told(explain(columns_of(request(chance, tax_year)), law))
        parts = [step.part for step in steps]
        assert list(dict.fromkeys(parts)) == [part for part, _ in groupby(parts)]
        found = {step.name: step.part for step in steps}
        for name, part in PARTS.items():
            assert found.get(name, part) == part
        assert {*found.values()} <= {*PARTS.values()}


PARTS = {
    "income_employment": "所得",
    "total_income_etc": "所得",
    "exemption_count": "非課税の判定",
    "exempt": "非課税の判定",
    "deduction_disability": "所得控除と人的控除額の差",
    "deduction_basic": "所得控除と人的控除額の差",
    "personal_deduction_gap": "所得控除と人的控除額の差",
    "tax_base": "課税標準額",
    "tax_base_land_long": "課税標準額",
    "municipal_calculated_levy": "税額",
    "prefectural_donation_credit": "税額",
    "total": "税額",
    "withheld_levy_refund": "税額",
    "levy_on_employment": "徴収方法ごとの額",
}
