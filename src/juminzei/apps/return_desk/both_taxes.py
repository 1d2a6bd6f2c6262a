"""Income tax and inhabitant tax of the same boxes, and what each deduction saves in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax import ReturnColumns, assess_income_tax, load_income_tax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.apps.return_desk.told_columns import ToldColumns
    from juminzei.kernel.law import Law

Amounts = dict[str, int]

OPTIONAL = (
    ("雑損控除", ("casualty_",)),
    ("医療費控除", ("medical_", "self_medication_")),
    ("社会保険料控除", ("social_insurance",)),
    ("小規模企業共済等掛金控除", ("small_enterprise_mutual_aid",)),
    ("生命保険料控除", ("life_",)),
    ("地震保険料控除", ("earthquake", "old_long_term")),
    ("寄附金控除", ("donation_",)),
    ("障害者控除", ("disability", "disabled_", "spouse_disability")),
    ("寡婦・ひとり親控除", ("widow", "single_parent")),
    ("勤労学生控除", ("working_student",)),
    ("配偶者（特別）控除", ("has_spouse", "spouse_")),
    ("扶養控除・特定親族特別控除", ("dependants_", "specified_relatives_")),
    ("住宅借入金等特別控除", ("housing_loan_",)),
    ("改修などの控除", ("renovation_credit", "investment_credit")),
    ("外国税額控除", ("foreign_",)),
)
"""Deductions that somebody must ask for → the columns (or their beginnings) that give them."""


@dataclass(frozen=True, slots=True)
class Saving:
    """How much more both taxes would be without one deduction, yen."""

    label: str
    national: int
    inhabitant: int


@dataclass(frozen=True, slots=True)
class BothTaxes:
    """Every amount of both calculations for one person, by the kernel's names."""

    national: Amounts
    inhabitant: Amounts
    savings: list[Saving]
    taxpayer: dict[str, int]
    """The columns that the inhabitant tax took, with what it learns from the income tax."""

    @property
    def due(self) -> int:
        """Income tax to pay; below 0 is a refund."""
        return self.national["payable"] - self.national["refund"]


def both_taxes(told: ToldColumns, law: Law) -> BothTaxes:
    """Return both taxes, with and without each deduction that is asked for.

    All variants are calculated together, each as a row.

    Args:
        told: The columns of the boxes.
        law: Of the inhabitant tax; the income tax is that of the year before.

    Raises:
        juminzei.kernel.column_kind.ColumnError: An amount is out of range.
        juminzei.kernel.law.LawError: There is no income tax law of that year.
    """
    asked = [(label, starts) for label, starts in OPTIONAL if _without(told, starts) is not None]
    rows = [told, *(one for _, starts in asked if (one := _without(told, starts)) is not None)]
    income_tax = assess_income_tax(
        TaxpayerColumns.from_sparse([row.taxpayer for row in rows]),
        ReturnColumns.from_sparse([row.returned for row in rows]),
        load_income_tax(law.tax_year - 1),
    )
    national = [income_tax.row(place) for place in range(len(rows))]
    taxpayers = [_learned(row, amounts) for row, amounts in zip(rows, national, strict=True)]
    assessment = assess(TaxpayerColumns.from_sparse(taxpayers), law)
    inhabitant = [assessment.row(place) for place in range(len(rows))]
    return BothTaxes(
        national=national[0],
        inhabitant=inhabitant[0],
        savings=_savings([label for label, _ in asked], national, inhabitant),
        taxpayer=taxpayers[0],
    )


def _savings(
    labels: Sequence[str], national: Sequence[Amounts], inhabitant: Sequence[Amounts]
) -> list[Saving]:
    due = [one["payable"] - one["refund"] for one in national]
    return [
        Saving(label, due[place] - due[0], inhabitant[place]["total"] - inhabitant[0]["total"])
        for place, label in enumerate(labels, 1)
    ]


def _without(told: ToldColumns, starts: tuple[str, ...]) -> ToldColumns | None:
    """Return the columns without one deduction; None if it was not asked for."""
    taxpayer = {name: v for name, v in told.taxpayer.items() if not name.startswith(starts)}
    returned = {name: v for name, v in told.returned.items() if not name.startswith(starts)}
    if len(taxpayer) == len(told.taxpayer) and len(returned) == len(told.returned):
        return None
    return type(told)(taxpayer, returned)


def _learned(row: ToldColumns, national: Amounts) -> dict[str, int]:
    """Return the inhabitant tax's columns with what the income tax left over."""
    columns = dict(row.taxpayer)
    if columns.get("housing_loan_available"):
        before = national["calculated_tax"] - national["credit_dividend"]
        columns["housing_loan_income_tax"] = max(before - national["credit_investment"], 0)
        columns["housing_loan_income_tax_base"] = national["tax_base"]
    if row.returned.get("foreign_tax_paid"):
        columns["foreign_tax_remaining"] = national["foreign_tax_left"]
        columns["foreign_tax_national_limit"] = national["foreign_tax_limit"]
    return {name: value for name, value in columns.items() if value}
