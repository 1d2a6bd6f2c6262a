"""Both taxes of one form: the examples of the reference, what is saved, what is told."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.apps.return_desk.both_taxes import BothTaxes, both_taxes
from juminzei.apps.return_desk.entries import Entries, Row
from juminzei.apps.return_desk.side_by_side import (
    INHABITANT_LINES,
    LINES,
    NATIONAL_LINES,
    inhabitant_lines,
    national_lines,
    pair_lines,
)
from juminzei.apps.return_desk.tax_checks import tax_findings
from juminzei.apps.return_desk.told_columns import ToldColumns, told_columns
from juminzei.kernel.law import load

BORN = date(1980, 4, 2)
WAGE: Row = {
    "payer": "甲",
    "revenue": 5_000_000,
    "withheld": 109_500,
    "social_insurance": 700_000,
}


def calculated(entries: Entries, tax_year: int = 2026) -> tuple[ToldColumns, BothTaxes]:
    law = load(tax_year, "kazo")
    told = told_columns(entries, birth_on=BORN, law=law)
    return told, both_taxes(told, tax_year, ordinance="kazo")


def test_the_tax_agencys_own_example_of_2025() -> None:
    """NTA: salary 5,000,000, insurance 700,000, withheld 109,500: 13,500 to pay."""
    _, taxes = calculated(Entries(lists={"wages": [WAGE]}))
    assert taxes.national["tax_base"] == 2_180_000
    assert (taxes.national["tax_and_surtax"], taxes.due) == (123_030, 13_500)
    assert taxes.inhabitant["total"] == 245_500


@pytest.mark.parametrize(
    ("tax_year", "base", "due"),
    [(2024, 1_457_000, 34_300), (2025, 1_457_000, -40_000), (2026, 627_000, -7_992)],
)
def test_a_family_of_four_over_the_years(tax_year: int, base: int, due: int) -> None:
    """The worked example: salary 5,000,000, three children, life insurance, furusato."""
    year = tax_year - 1
    children: list[Row] = [
        {"relationship": "child", "name": "一", "birth_on": f"{year - 17}-05-05"},
        {"relationship": "child", "name": "二", "birth_on": f"{year - 20}-05-05"},
        {"relationship": "child", "name": "三", "birth_on": f"{year - 12}-05-05"},
    ]
    children[1]["income"] = 600_000
    spouse: Row = {"relationship": "spouse", "name": "妻", "birth_on": "1981-01-01"}
    entries = Entries(
        values={"life_general_new": 80_000, "life_nursing": 30_000, "insurance_other": 750_000},
        lists={
            "wages": [{"payer": "甲", "revenue": 5_000_000, "withheld": 40_000}],
            "relatives": [{**spouse, "income": 450_000}, *children],
            "donations": [{"recipient": "市", "kind": "hometown", "amount": 50_000}],
        },
    )
    _, taxes = calculated(entries, tax_year)
    assert (taxes.national["tax_base"], taxes.due) == (base, due)


def test_each_deduction_says_what_it_saves_in_both_taxes() -> None:
    entries = Entries(
        values={"life_general_new": 80_000, "insurance_kokuho": 100_000},
        lists={"wages": [WAGE], "donations": [{"kind": "political", "amount": 12_000}]},
    )
    _, taxes = calculated(entries)
    saved = {one.label: (one.national, one.inhabitant) for one in taxes.savings}
    # (106,500 − 3,000) x 1.021 = 105,673; without it (110,500 − 3,000) x 1.021 = 109,757.
    # 136,600 + 91,000 against 138,300 + 92,200, each levy cut to hundreds.
    assert saved["生命保険料控除"] == (109_757 - 105_673, 1_700 + 1_200)
    assert saved["社会保険料控除"][1] == 80_000
    assert saved["政党等寄附金"] == (108_736 - 105_673, 0)
    assert set(saved) == {"社会保険料控除", "生命保険料控除", "政党等寄附金"}


def test_what_the_income_tax_leaves_of_the_housing_credit_reaches_the_inhabitant_tax() -> None:
    entries = Entries(values={"housing_loan_available": 300_000}, lists={"wages": [WAGE]})
    _, taxes = calculated(entries)
    assert taxes.national["credit_housing_loan"] == 120_500
    taken = [
        taxes.inhabitant[f"{body}_housing_loan_credit"] for body in ("municipal", "prefectural")
    ]
    assert sum(taken) == 97_500  # 5 % of 2,180,000 is 109,000, above the limit


def test_declared_retirement_income_parts_both_aggregate_incomes() -> None:
    _, taxes = calculated(Entries(values={"retirement_declared": 1_000_000}))
    assert taxes.national["aggregate_income"] == 1_000_000
    assert taxes.inhabitant["aggregate_income"] == 0
    assert any("退職所得" in text for text in taxes.remarks)


def test_every_line_is_an_amount_of_its_tax() -> None:
    _, taxes = calculated(Entries(lists={"wages": [WAGE]}))
    assert {name for _, name, _ in LINES} | {n for n, _ in NATIONAL_LINES} <= set(taxes.national)
    there = {name for _, _, name in LINES if name} | {n for n, _ in INHABITANT_LINES}
    assert there <= set(taxes.inhabitant)
    shown = {line.label for line in pair_lines(taxes)}
    assert "医療費控除" not in shown
    assert {"基礎控除", "社会保険料控除"} <= shown
    assert {"payable", "refund"} <= {line.name for line in national_lines(taxes)}


def test_last_years_amounts_stand_beside_this_years() -> None:
    _, taxes = calculated(Entries(lists={"wages": [WAGE]}))
    [total] = [line for line in inhabitant_lines(taxes, {"total": 200_000}) if line.name == "total"]
    assert (total.amount, total.last, total.change) == (245_500, 200_000, 45_500)


def test_why_no_return_is_due_stands_with_the_inhabitant_returns_duty() -> None:
    """所得税法121条1項1号 lets an adjusted employee off; 地方税法317条の2 does not."""
    entries = Entries(
        values={"year_end_adjusted": True, "revenue_miscellaneous_other": 200_000},
        lists={"wages": [WAGE]},
    )
    _, taxes = calculated(entries)
    assert "121条1項1号" in taxes.waiver
    assert any("住民税" in text for text in taxes.remarks)
    above = Entries(entries.values | {"revenue_miscellaneous_other": 200_001}, entries.lists)
    assert calculated(above)[1].waiver == ""


def test_deductions_in_vain_gifts_above_the_limit_and_empty_forms_are_noticed() -> None:
    def checks(entries: Entries) -> list[str]:
        told, taxes = calculated(entries)
        return [found.check for found in tax_findings(entries, told, taxes)]

    assert checks(Entries()) == ["nothing_declared"]
    assert checks(Entries(values={"widow": True}, lists={"wages": [WAGE]})) == []
    rich: Row = {**WAGE, "revenue": 9_000_000}
    assert checks(Entries(values={"widow": True}, lists={"wages": [rich]})) == ["in_vain"]
    gift: Row = {"kind": "hometown", "recipient": "市", "amount": 1_068_001}
    assert checks(Entries(lists={"wages": [WAGE], "donations": [gift]})) == ["gift_limit"]
    least: Row = {**gift, "amount": 1_068_000}
    assert checks(Entries(lists={"wages": [WAGE], "donations": [least]})) == []
