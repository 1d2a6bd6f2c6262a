"""Last stage: foreign tax, tax withheld and prepaid, and what is paid or comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.few import few_with
from juminzei.kernel.income_tax.rules import settlement as rules
from juminzei.kernel.rules.rounding import round_down

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.income_tax.chain.after_credits import WholeTax
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Settlement:
    """What is paid or comes back; yen."""

    credit_foreign_tax: Yen
    foreign_tax_limit: Yen
    foreign_tax_left: Yen
    tax_declared: Yen
    payable: Yen
    refund: Yen


def settlement(
    told: ReturnColumns, earned: Incomes, whole: WholeTax, law: IncomeTaxLaw, steps: Steps
) -> Settlement:
    """Return the last lines of the return."""
    credit, limit, left = _foreign_tax(told, earned, whole, steps)
    declared = steps.take(
        "tax_declared",
        rules.tax_declared,
        tax_and_surtax=whole.tax_and_surtax,
        foreign_tax=credit,
        withheld=told.withheld,
        law=law.national.rounding,
    )
    return Settlement(
        credit_foreign_tax=credit,
        foreign_tax_limit=limit,
        foreign_tax_left=left,
        tax_declared=declared,
        payable=steps.take("payable", rules.payable, tax_declared=declared, prepaid=told.prepaid),
        refund=steps.take("refund", rules.refund, tax_declared=declared, prepaid=told.prepaid),
    )


def _foreign_tax(
    told: ReturnColumns, earned: Incomes, whole: WholeTax, steps: Steps
) -> tuple[Yen, Yen, Yen]:
    """Return the credit, the limit of the tax without surtax, and what no limit took."""
    few = few_with(told.foreign_tax_paid, told.foreign_tax_at_distribution)
    if not few:
        nothing = np.zeros(len(told), np.int64)
        return nothing, nothing, nothing
    abroad, aggregate = few.of(told.foreign_income), few.of(earned.aggregate)

    def within(name: str, tax: Yen, foreign: Yen) -> tuple[Yen, Yen, Yen]:
        exact = steps.take(
            f"{name}_limit_exact",
            rules.foreign_tax_limit_exact,
            tax=few.of(tax),
            foreign_income=abroad,
            aggregate_income=aggregate,
        )
        limit = steps.take(f"{name}_limit", round_down, amount=exact)
        taken = steps.take(
            f"{name}_taken", rules.foreign_tax_within, foreign_tax=foreign, limit=limit
        )
        left = steps.take(f"{name}_left", rules.foreign_tax_left, foreign_tax=foreign, taken=taken)
        return limit, taken, left

    limit, of_tax, left = within("foreign_tax", whole.base_tax, few.of(told.foreign_tax_paid))
    _, of_surtax, left = within("foreign_surtax", whole.surtax, left)
    credit = steps.take(
        "credit_foreign_tax",
        rules.foreign_tax_credit,
        at_distribution=few.of(told.foreign_tax_at_distribution),
        of_tax=of_tax,
        of_surtax=of_surtax,
        tax=few.of(whole.tax_and_surtax),
    )
    return few.put_back(credit), few.put_back(limit), few.put_back(left)
