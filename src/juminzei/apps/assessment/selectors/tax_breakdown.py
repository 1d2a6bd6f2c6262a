"""The figures between income and tax of one ledger version, calculated again from its inputs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from juminzei.kernel.assess import assess
from juminzei.kernel.assessment import Assessment
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.law import LawError, load
from juminzei.kernel.wording import wording

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import AssessmentVersion
    from juminzei.kernel.law import Law

SEPARATE_BASES = tuple(
    column.name for column in fields(Assessment) if column.name.startswith("tax_base_")
)
INCOMES = (
    ("income_employment", "給与所得"),
    ("income_public_pension", "公的年金等に係る雑所得"),
    ("income_adjustment_child", "所得金額調整控除（子ども等）"),
    ("income_adjustment_pension", "所得金額調整控除（年金）"),
    ("aggregate_income", "合計所得金額"),
    ("total_income_etc", "総所得金額等"),
)
DEDUCTIONS = (
    ("deduction_casualty", "雑損控除"),
    ("deduction_medical", "医療費控除"),
    ("deduction_social_insurance", "社会保険料控除"),
    ("deduction_small_enterprise_mutual_aid", "小規模企業共済等掛金控除"),
    ("deduction_life_insurance", "生命保険料控除"),
    ("deduction_earthquake_insurance", "地震保険料控除"),
    ("deduction_disability", "障害者控除"),
    ("deduction_widow", "寡婦控除"),
    ("deduction_single_parent", "ひとり親控除"),
    ("deduction_working_student", "勤労学生控除"),
    ("deduction_spouse", "配偶者控除"),
    ("deduction_spouse_special", "配偶者特別控除"),
    ("deduction_dependant", "扶養控除"),
    ("deduction_specified_relative", "特定親族特別控除"),
    ("deduction_basic", "基礎控除"),
    ("deduction_total", "所得控除合計"),
    ("tax_base", "課税総所得金額"),
    *((name, wording(name).label) for name in SEPARATE_BASES),
)
LEVIES = (
    ("calculated_levy", "算出所得割額"),
    ("adjustment_credit", "調整控除"),
    ("dividend_credit", "配当控除"),
    ("housing_loan_credit", "住宅借入金等特別税額控除"),
    ("donation_credit", "寄附金税額控除"),
    ("foreign_tax_credit", "外国税額控除"),
    ("income_levy_relief", "所得割の調整措置"),
    ("fixed_reduction", "定額減税"),
    ("withheld_levy_credit", "配当割額・株式等譲渡所得割額控除"),
    ("income_levy", "所得割額"),
    ("per_capita_levy", "均等割額"),
)
WITHHELD = (
    ("withheld_levy_applied", "うち配当割額などから充てる額"),
    ("withheld_levy_refund", "配当割額などの還付・充当"),
)
"""What is left of the withheld levy once the income levies are paid with it."""
ALWAYS = {"aggregate_income", "total_income_etc", "deduction_total", "tax_base"} | {
    "calculated_levy",
    "income_levy",
    "per_capita_levy",
}
"""Shown even when nothing; the others only where there is something."""
SUMS = {"aggregate_income", "deduction_total", "tax_base", "income_levy"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount in yen with its Japanese name; ``name`` is the kernel's."""

    name: str
    label: str
    amount: int
    is_sum: bool


@dataclass(frozen=True, slots=True)
class LevyLine:
    """One line of the computation for both bodies, yen."""

    label: str
    municipal: Figure
    prefectural: Figure
    is_sum: bool


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The whole computation; ``agrees`` says that it leads to what the ledger holds."""

    incomes: list[Figure]
    deductions: list[Figure]
    levies: list[LevyLine]
    withheld: list[Figure]
    agrees: bool
    same_law: bool


def breakdown(version: AssessmentVersion, *, ordinance: str) -> Breakdown | None:
    """Calculate ``version`` again, none if there is no law for its year.

    Args:
        version: A ledger version.
        ordinance: The city's folder of law files.
    """
    law = law_of(version.tax_year, ordinance)
    if law is None:
        return None
    row = assess(TaxpayerColumns.from_sparse([version.inputs]), law).row(0)
    return Breakdown(
        incomes=_figures(INCOMES, row),
        deductions=_figures(DEDUCTIONS, row),
        levies=[_line(name, label, row) for name, label in LEVIES if _worth_showing(name, row)],
        withheld=_figures(WITHHELD, row),
        agrees=row["total"] == version.total,
        same_law=law.digest == version.law_digest,
    )


@lru_cache
def law_of(tax_year: int, ordinance: str) -> Law | None:
    """Return the law of a year, none if the year has no law files."""
    try:
        return load(tax_year, ordinance)
    except LawError:
        return None


def law_warning(tax_year: int, ordinance: str) -> str:
    """Return what every page with figures of a year says while its law is a draft, or nothing."""
    law = law_of(tax_year, ordinance)
    return law.warning if law is not None else ""


def _figures(names: tuple[tuple[str, str], ...], row: dict[str, int]) -> list[Figure]:
    return [
        Figure(name, label, row[name], name in SUMS)
        for name, label in names
        if name in ALWAYS or row[name]
    ]


def _worth_showing(name: str, row: dict[str, int]) -> bool:
    return name in ALWAYS or bool(row[f"municipal_{name}"] or row[f"prefectural_{name}"])


def _line(name: str, label: str, row: dict[str, int]) -> LevyLine:
    municipal, prefectural = f"municipal_{name}", f"prefectural_{name}"
    return LevyLine(
        label=label,
        municipal=Figure(municipal, f"市民税 {label}", row[municipal], name in SUMS),
        prefectural=Figure(prefectural, f"県民税 {label}", row[prefectural], name in SUMS),
        is_sum=name in SUMS,
    )
