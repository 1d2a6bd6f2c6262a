"""The stages' amounts as the columns of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.income_tax.income_tax import IncomeTax
from juminzei.kernel.separate_kinds import KINDS

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.bases import TaxBases
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.income_tax.chain.after_credits import WholeTax
    from juminzei.kernel.income_tax.chain.credits import Credits
    from juminzei.kernel.income_tax.chain.deductions import Deductions
    from juminzei.kernel.income_tax.chain.settlement import Settlement
    from juminzei.kernel.income_tax.return_columns import ReturnColumns


def result(
    *,
    told: ReturnColumns,
    earned: Incomes,
    taken_off: Deductions,
    bases: TaxBases,
    taxes: dict[str, Yen],
    calculated: Yen,
    credited: Credits,
    whole: WholeTax,
    settled: Settlement,
) -> IncomeTax:
    """Return the answer."""
    return IncomeTax(
        income_employment=earned.employment,
        income_public_pension=earned.public_pension,
        income_adjustment_child=earned.adjustment_child,
        income_adjustment_pension=earned.adjustment_pension,
        total_income=earned.total,
        aggregate_income=earned.aggregate,
        total_income_etc=earned.total_etc,
        **taken_off.parts,
        deduction_total=taken_off.total,
        tax_base=bases.comprehensive,
        **{f"tax_base_{kind}": getattr(bases.separate, kind) for kind in KINDS},
        **{f"tax_{kind}": tax for kind, tax in taxes.items()},
        calculated_tax=calculated,
        **credited.taken,
        tax_after_credits=credited.left,
        disaster_relief=whole.disaster_relief,
        minimum_tax_addition=whole.minimum_tax_addition,
        tax_after_relief=whole.tax_after_relief,
        fixed_reduction=whole.fixed_reduction,
        base_tax=whole.base_tax,
        surtax=whole.surtax,
        tax_and_surtax=whole.tax_and_surtax,
        credit_foreign_tax=settled.credit_foreign_tax,
        withheld=told.withheld,
        tax_declared=settled.tax_declared,
        prepaid=told.prepaid,
        payable=settled.payable,
        refund=settled.refund,
        housing_loan_left=credited.housing_loan_left,
        foreign_tax_limit=settled.foreign_tax_limit,
        foreign_tax_left=settled.foreign_tax_left,
    )
