"""調整控除: a credit that makes up for the smaller local personal deductions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, either, larger_of

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Flags, Rate, Yen
    from juminzei.kernel.parameters.credits import AdjustmentCredit


@cites("地方税法37条", "地方税法314条の6")
def adjustment_credit_base(
    *,
    aggregate_taxable_income: Yen,
    personal_deduction_gap: Yen,
    aggregate_income: Yen,
    law: AdjustmentCredit,
) -> Yen:
    """Return the amount that both bodies' rates of the 調整控除 are applied to.

    Args:
        aggregate_taxable_income: 合計課税所得金額, yen, in whole thousands.
        personal_deduction_gap: 人的控除額の差の合計額, yen.
        aggregate_income: 合計所得金額, yen; above the limit there is no credit.
        law: The parameters of the tax year.
    """
    excess = aggregate_taxable_income - law.small_income_limit
    small: Flags = excess <= 0
    base = either(
        small,
        at_most(personal_deduction_gap, aggregate_taxable_income),
        larger_of(personal_deduction_gap - excess, law.base_floor),
    )
    return base * (aggregate_income <= law.aggregate_income_limit)


@cites("地方税法37条", "地方税法314条の6")
def adjustment_credit_exact(*, base: Yen, rate: Rate) -> Exact:
    """Return one body's 調整控除, not yet rounded nor limited to the levy."""
    return rate.times(base)
