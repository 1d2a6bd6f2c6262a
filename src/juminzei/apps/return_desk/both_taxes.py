"""Income tax and inhabitant tax of the same boxes, and what each deduction saves in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax import (
    ReturnColumns,
    assess_income_tax,
    compare,
    inhabitant_columns,
    load_income_tax,
)

if TYPE_CHECKING:
    from juminzei.apps.return_desk.told_columns import ToldColumns

Amounts = dict[str, int]


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
    waiver: str
    """Why no income tax return is due; empty where it is. The inhabitant tax knows no waiver."""
    remarks: list[str]
    """What to tell the person."""
    drafts: list[str]
    """What to say while a law file awaits its review."""
    taxpayer: dict[str, int]
    """The columns that the inhabitant tax took, with what it learns from the income tax."""

    @property
    def due(self) -> int:
        """Income tax to pay; below 0 is a refund."""
        return self.national["payable"] - self.national["refund"]


def both_taxes(told: ToldColumns, tax_year: int, *, ordinance: str) -> BothTaxes:
    """Return both taxes, with and without each deduction that is asked for.

    Args:
        told: The columns of the boxes.
        tax_year: 年度 of the inhabitant tax; the income tax is that of the year before.
        ordinance: The city's folder of law files.

    Raises:
        juminzei.kernel.column_kind.ColumnError: An amount is out of range.
        juminzei.kernel.law.LawError: There is no law of that year.
    """
    columns = TaxpayerColumns.from_sparse([told.taxpayer])
    returned = ReturnColumns.from_sparse([told.returned])
    found = compare(columns, returned, tax_year - 1, ordinance=ordinance)
    tax = assess_income_tax(columns, returned, load_income_tax(tax_year - 1))
    return BothTaxes(
        national=found.income_tax,
        inhabitant=found.inhabitant_tax,
        savings=[Saving(one.label, one.income_tax, one.inhabitant_tax) for one in found.saved],
        waiver=f"{found.waiver.text}（{found.waiver.law}）" if found.waiver else "",
        remarks=[f"{one.text}（{one.law}）" if one.law else one.text for one in found.warnings],
        drafts=list(found.drafts),
        taxpayer=inhabitant_columns(columns, tax).to_sparse(0),
    )
