"""Part of the fifth stage: what the least tax adds for very high incomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.money import at_most
from juminzei.kernel.chain.few import few_with
from juminzei.kernel.income_tax.rules import after_credits as rules
from juminzei.kernel.rules.rounding import round_down
from juminzei.kernel.separate_kinds import LONG, SHORT

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.few import Few
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.steps import Steps


def minimum_tax_addition(
    columns: TaxpayerColumns,
    told: ReturnColumns,
    earned: Incomes,
    tax: Yen,
    *,
    law: IncomeTaxLaw,
    steps: Steps,
) -> Yen:
    """Return the addition; only those above the law's deduction are looked at."""
    section = law.national.minimum_tax
    nothing = np.zeros(len(tax), np.int64)
    if section is None:
        return nothing
    few = few_with(earned.total_etc + told.undeclared_listed_income > section.deduction)
    if not few:
        return nothing
    undeclared = few.of(told.undeclared_listed_income)
    base = steps.take(
        "minimum_tax_base",
        rules.minimum_tax_base,
        total_income_etc=few.of(earned.total_etc),
        land_special_deductions=_land_special_deductions(columns, earned, few, law),
        undeclared_listed_income=undeclared,
    )
    exact = steps.take(
        "minimum_tax_exact", rules.minimum_tax_exact, minimum_tax_base=base, law=section
    )
    withheld = steps.take(
        "tax_on_undeclared_exact",
        rules.tax_on_undeclared_exact,
        undeclared_listed_income=undeclared,
        rate=law.national.separate_tax.listed_dividend.rate,
    )
    addition = steps.take(
        "minimum_tax_addition",
        rules.minimum_tax_addition,
        minimum_tax=steps.take("minimum_tax", round_down, amount=exact),
        tax=few.of(tax),
        tax_on_undeclared=steps.take("tax_on_undeclared", round_down, amount=withheld),
    )
    return few.put_back(addition)


def _land_special_deductions(
    columns: TaxpayerColumns, earned: Incomes, few: Few, law: IncomeTaxLaw
) -> Yen:
    """Return the special deductions of land, each at most its income, within the year's limit."""
    taken = np.zeros(len(few.rows), np.int64)
    for kind in (*SHORT, *LONG):
        asked = few.of(getattr(columns, f"separate_{kind}_deduction"))
        taken += at_most(asked, few.of(getattr(earned.separate, kind)))
    return at_most(taken, law.national.land_special_deduction.yearly_limit)
