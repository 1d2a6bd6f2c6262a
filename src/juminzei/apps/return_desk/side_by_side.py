"""Both taxes beside each other, and beside last year, as pages and papers show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.return_desk.both_taxes import BothTaxes

LINES = (
    ("給与所得", "income_employment", "income_employment"),
    ("公的年金等の雑所得", "income_public_pension", "income_public_pension"),
    ("所得金額調整控除（子ども等）", "income_adjustment_child", "income_adjustment_child"),
    ("所得金額調整控除（年金）", "income_adjustment_pension", "income_adjustment_pension"),
    ("合計所得金額", "aggregate_income", "aggregate_income"),
    ("総所得金額等", "total_income_etc", "total_income_etc"),
    ("雑損控除", "deduction_casualty", "deduction_casualty"),
    ("医療費控除", "deduction_medical", "deduction_medical"),
    ("社会保険料控除", "deduction_social_insurance", "deduction_social_insurance"),
    (
        "小規模企業共済等掛金控除",
        "deduction_small_enterprise_mutual_aid",
        "deduction_small_enterprise_mutual_aid",
    ),
    ("生命保険料控除", "deduction_life_insurance", "deduction_life_insurance"),
    ("地震保険料控除", "deduction_earthquake_insurance", "deduction_earthquake_insurance"),
    ("寄附金控除（所得控除）", "deduction_donation", ""),
    ("障害者控除", "deduction_disability", "deduction_disability"),
    ("寡婦控除", "deduction_widow", "deduction_widow"),
    ("ひとり親控除", "deduction_single_parent", "deduction_single_parent"),
    ("勤労学生控除", "deduction_working_student", "deduction_working_student"),
    ("配偶者控除", "deduction_spouse", "deduction_spouse"),
    ("配偶者特別控除", "deduction_spouse_special", "deduction_spouse_special"),
    ("扶養控除", "deduction_dependant", "deduction_dependant"),
    ("特定親族特別控除", "deduction_specified_relative", "deduction_specified_relative"),
    ("基礎控除", "deduction_basic", "deduction_basic"),
    ("所得控除の合計", "deduction_total", "deduction_total"),
    ("課税される所得金額", "tax_base", "tax_base"),
)
"""Label, name in the income tax, name in the inhabitant tax."""
NATIONAL_LINES = (
    ("calculated_tax", "算出税額"),
    ("credit_dividend", "配当控除"),
    ("credit_investment", "投資税額等の控除"),
    ("credit_housing_loan", "住宅借入金等特別控除"),
    ("credit_political", "政党等寄附金特別控除"),
    ("credit_npo", "認定NPO法人等寄附金特別控除"),
    ("credit_public_interest", "公益社団法人等寄附金特別控除"),
    ("credit_renovation", "住宅耐震改修特別控除等"),
    ("disaster_relief", "災害減免額"),
    ("fixed_reduction", "定額減税"),
    ("base_tax", "基準所得税額"),
    ("surtax", "復興特別所得税額"),
    ("tax_and_surtax", "所得税及び復興特別所得税の額"),
    ("credit_foreign_tax", "外国税額控除等"),
    ("withheld", "源泉徴収税額"),
    ("prepaid", "予定納税額"),
    ("payable", "納める税金"),
    ("refund", "還付される税金"),
)
INHABITANT_LINES = (
    ("municipal_adjustment_credit", "調整控除（市）"),
    ("prefectural_adjustment_credit", "調整控除（県）"),
    ("municipal_donation_credit", "寄附金税額控除（市）"),
    ("prefectural_donation_credit", "寄附金税額控除（県）"),
    ("municipal_housing_loan_credit", "住宅借入金等特別税額控除（市）"),
    ("prefectural_housing_loan_credit", "住宅借入金等特別税額控除（県）"),
    ("municipal_income_levy", "市民税 所得割"),
    ("prefectural_income_levy", "県民税 所得割"),
    ("municipal_per_capita_levy", "市民税 均等割"),
    ("prefectural_per_capita_levy", "県民税 均等割"),
    ("forest_environment_tax", "森林環境税"),
    ("total", "年税額"),
)
ALWAYS = {
    "aggregate_income",
    "deduction_basic",
    "deduction_total",
    "tax_base",
    "tax_and_surtax",
    "withheld",
    "payable",
    "refund",
    "municipal_income_levy",
    "prefectural_income_levy",
    "total",
}
SUMS = {"aggregate_income", "deduction_total", "tax_base", "tax_and_surtax", "total"}


@dataclass(frozen=True, slots=True)
class PairLine:
    """One quantity in both taxes, yen; None where a tax does not know it."""

    label: str
    national_name: str
    national: int
    inhabitant_name: str
    inhabitant: int | None
    is_sum: bool


@dataclass(frozen=True, slots=True)
class OneLine:
    """One amount of one tax, yen, beside last year's where that is known."""

    name: str
    label: str
    amount: int
    last: int | None
    is_sum: bool

    @property
    def change(self) -> int:
        """How much more it is than last year."""
        return self.amount - (self.last or 0)


def pair_lines(taxes: BothTaxes) -> list[PairLine]:
    """Return the incomes and deductions of both taxes beside each other."""
    return [
        PairLine(
            label,
            here,
            taxes.national[here],
            there,
            taxes.inhabitant[there] if there else None,
            here in SUMS,
        )
        for label, here, there in LINES
        if here in ALWAYS or taxes.national[here] or (there and taxes.inhabitant[there])
    ]


def national_lines(taxes: BothTaxes) -> list[OneLine]:
    """Return what becomes of the income tax, line by line."""
    return _lines(NATIONAL_LINES, taxes.national, {})


def inhabitant_lines(taxes: BothTaxes, last: Mapping[str, int]) -> list[OneLine]:
    """Return the levies of the inhabitant tax beside last year's."""
    return _lines(INHABITANT_LINES, taxes.inhabitant, last)


def _lines(
    names: tuple[tuple[str, str], ...], amounts: Mapping[str, int], last: Mapping[str, int]
) -> list[OneLine]:
    return [
        OneLine(name, label, amounts[name], last.get(name), name in SUMS)
        for name, label in names
        if name in ALWAYS or amounts[name] or last.get(name)
    ]
