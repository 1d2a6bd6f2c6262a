"""The lines at the top of an explanation, from what the calculation answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.exemption import Exemption
from juminzei.kernel.wording import wording
from juminzei.notices.explanation.form import SumLine

if TYPE_CHECKING:
    from juminzei.kernel.assessment import Assessment

SINGLE = (
    ("aggregate_income", "合計所得金額"),
    ("total_income_etc", "総所得金額等"),
    ("deduction_total", "所得控除の合計"),
    ("tax_base", "課税標準額（総合課税）"),
)
BOTH = (
    ("calculated_levy", "税率を掛けた額（算出所得割額）", False),
    ("adjustment_credit", "調整控除", True),
    ("dividend_credit", "配当控除", True),
    ("housing_loan_credit", "住宅借入金等特別税額控除", True),
    ("donation_credit", "寄附金税額控除", True),
    ("foreign_tax_credit", "外国税額控除", True),
    ("income_levy_relief", "所得割の調整措置", True),
    ("fixed_reduction", "定額減税", True),
    ("withheld_levy_credit", "配当割額・株式等譲渡所得割額控除", True),
    ("income_levy", "所得割額（100円未満切捨て）", False),
    ("per_capita_levy", "均等割額", False),
)
"""Amounts of both bodies; credits are told as what they take off, and only if they do."""
WITHHELD = (
    ("withheld_levy_applied", "うち配当割額・株式等譲渡所得割額から充てる額"),
    ("withheld_levy_refund", "配当割額・株式等譲渡所得割額の還付・充当"),
)
"""What is left of the withheld levy once the income levies are paid with it."""
BASES = "tax_base_"
"""The assessment's separate bases are columns of this beginning."""


def incomes(assessment: Assessment) -> tuple[SumLine, ...]:
    """Return the lines from one person's income to the tax bases."""
    row = assessment.row(0)
    separate = [name for name, amount in row.items() if name.startswith(BASES) and amount]
    exempt = Exemption(row["exempt"])
    return (
        *(SumLine(label, whole=row[name]) for name, label in SINGLE),
        *(SumLine(wording(name).label, whole=row[name]) for name in separate),
        *([SumLine("非課税の区分", words=exempt.label)] if exempt is not Exemption.NONE else []),
    )


def levies(assessment: Assessment) -> tuple[SumLine, ...]:
    """Return the lines from the calculated levies to the year's tax of one person."""
    row = assessment.row(0)
    return (
        *(_both(row, *one) for one in BOTH if not one[2] or _taken(row, one[0])),
        SumLine("森林環境税（国税）", whole=row["forest_environment_tax"]),
        SumLine("年税額", whole=row["total"], strong=True),
        *(SumLine(label, whole=row[name]) for name, label in WITHHELD if row[name]),
    )


def _taken(row: dict[str, int], name: str) -> bool:
    return bool(row[f"municipal_{name}"] or row[f"prefectural_{name}"])


def _both(row: dict[str, int], name: str, label: str, taken_off: bool) -> SumLine:  # noqa: FBT001 - a row of the table above
    sign = -1 if taken_off else 1
    return SumLine(
        label,
        municipal=sign * row[f"municipal_{name}"],
        prefectural=sign * row[f"prefectural_{name}"],
        strong=name == "income_levy",
    )
