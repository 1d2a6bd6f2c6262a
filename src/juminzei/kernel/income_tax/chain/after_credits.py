"""Fifth stage: relief, minimum tax and reduction, then the surtax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.few import few_with
from juminzei.kernel.income_tax.chain.minimum_tax import minimum_tax_addition
from juminzei.kernel.income_tax.rules import after_credits as rules
from juminzei.kernel.rules.fixed_reduction import dependants_for_fixed_reduction
from juminzei.kernel.rules.rounding import round_down

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class WholeTax:
    """The tax from 差引所得税額 on; yen."""

    disaster_relief: Yen
    minimum_tax_addition: Yen
    tax_after_relief: Yen
    fixed_reduction: Yen
    base_tax: Yen
    surtax: Yen
    tax_and_surtax: Yen


def whole_tax(
    columns: TaxpayerColumns,
    told: ReturnColumns,
    earned: Incomes,
    left: Yen,
    *,
    law: IncomeTaxLaw,
    steps: Steps,
) -> WholeTax:
    """Return the tax and the surtax on it."""
    relief = _relief(told, earned, left, law, steps)
    addition = minimum_tax_addition(columns, told, earned, left - relief, law=law, steps=steps)
    after = steps.take(
        "tax_after_relief",
        rules.tax_after_relief,
        tax_after_credits=left,
        disaster_relief=relief,
        addition=addition,
    )
    reduction = _fixed_reduction(columns, earned, after, law, steps)
    base = steps.take("base_tax", rules.base_tax, tax=after, fixed_reduction=reduction)
    exact = steps.take("surtax_exact", rules.surtax_exact, base_tax=base, law=law.national.surtax)
    surtax = steps.take("surtax", round_down, amount=exact)
    whole = steps.take("tax_and_surtax", rules.tax_and_surtax, base_tax=base, surtax=surtax)
    return WholeTax(relief, addition, after, reduction, base, surtax, whole)


def _relief(
    told: ReturnColumns, earned: Incomes, left: Yen, law: IncomeTaxLaw, steps: Steps
) -> Yen:
    few = few_with(told.hit_by_disaster)
    if not few:
        return np.zeros(len(left), np.int64)
    exact = steps.take(
        "disaster_relief_exact",
        rules.disaster_relief_exact,
        tax_after_credits=few.of(left),
        hit_by_disaster=few.flags(told.hit_by_disaster),
        aggregate_income=few.of(earned.aggregate),
        law=law.national.disaster_relief,
    )
    return few.put_back(steps.take("disaster_relief", round_down, amount=exact))


def _fixed_reduction(
    columns: TaxpayerColumns, earned: Incomes, tax: Yen, law: IncomeTaxLaw, steps: Steps
) -> Yen:
    if law.national.fixed_reduction is None:
        return np.zeros(len(tax), np.int64)
    dependants = steps.take(
        "dependants_for_fixed_reduction",
        dependants_for_fixed_reduction,
        dependants_under16=columns.dependants_under16,
        dependants_other=columns.dependants_other,
        dependants_specified=columns.dependants_specified,
        dependants_elderly=columns.dependants_elderly,
        dependants_abroad=columns.dependants_abroad,
    )
    due = steps.take(
        "fixed_reduction_due",
        rules.fixed_reduction_due,
        spouse_same_livelihood=earned.spouse_same_livelihood,
        spouse_abroad=columns.spouse_abroad,
        dependants=dependants,
        aggregate_income=earned.aggregate,
        law=law.national.fixed_reduction,
    )
    return steps.take("fixed_reduction", rules.fixed_reduction, due=due, tax=tax)
