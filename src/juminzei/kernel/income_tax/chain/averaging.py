"""Part of the third stage: 平均課税 of those whose income fluctuates or came at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.chain.few import few_with
from juminzei.kernel.income_tax.rules import average_taxation as rules
from juminzei.kernel.income_tax.rules.tax import tax_by_table_exact
from juminzei.kernel.rules.rounding import round_down

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.bases import TaxBases
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.steps import Steps


def averaged(
    told: ReturnColumns,
    earned: Incomes,
    bases: TaxBases,
    by_table: Yen,
    *,
    law: IncomeTaxLaw,
    steps: Steps,
) -> Yen:
    """Return the tax on 課税総所得金額, averaged for the few who may."""
    few = few_with(told.fluctuating, told.temporary)
    if not few:
        return by_table
    section = law.national.average_taxation
    income = steps.take(
        "averaged_income",
        rules.averaged_income,
        fluctuating=few.of(told.fluctuating),
        fluctuating_before=few.of(told.fluctuating_before),
        temporary=few.of(told.temporary),
        law=section,
    )
    may = steps.take(
        "is_averaged",
        rules.is_averaged,
        fluctuating=few.of(told.fluctuating),
        temporary=few.of(told.temporary),
        averaged_income=income,
        total_income=few.of(earned.total),
        law=section,
    )
    adjusted, special = _both_parts(few.of(bases.comprehensive), income, law, steps)
    tax = steps.take(
        "tax_comprehensive",
        rules.tax_on_comprehensive,
        is_averaged=may,
        by_table=few.of(by_table),
        tax_on_adjusted=adjusted,
        tax_on_special_income=special,
    )
    return few.put_into(by_table, tax)


def _both_parts(base: Yen, income: Yen, law: IncomeTaxLaw, steps: Steps) -> tuple[Yen, Yen]:
    """Return the tax on 調整所得金額 and that on 特別所得金額."""
    section = law.national.average_taxation
    adjusted = steps.take(
        "adjusted_base",
        rules.adjusted_base,
        tax_base=base,
        averaged_income=income,
        law=section,
    )
    exact = steps.take(
        "tax_on_adjusted_exact",
        tax_by_table_exact,
        tax_base=adjusted,
        law=law.national.tax_table,
    )
    on_adjusted = steps.take("tax_on_adjusted", round_down, amount=exact)
    rate = steps.take(
        "average_rate_parts",
        rules.average_rate_parts,
        tax_on_adjusted=on_adjusted,
        adjusted_base=adjusted,
        law=section,
    )
    special = steps.take(
        "tax_on_special_income_exact",
        rules.tax_on_special_income_exact,
        tax_base=base,
        adjusted_base=adjusted,
        average_rate_parts=rate,
        law=section,
    )
    return on_adjusted, steps.take("tax_on_special_income", round_down, amount=special)
