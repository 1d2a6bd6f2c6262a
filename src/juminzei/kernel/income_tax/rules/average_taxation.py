"""平均課税: income that came all at once is taxed at the rate of a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Exact, either, not_below_zero, rounded_down_to

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Yen
    from juminzei.kernel.parameters.income_tax import AverageTaxation


@cites("所得税法90条3項")
def averaged_income(
    *, fluctuating: Yen, fluctuating_before: Yen, temporary: Yen, law: AverageTaxation
) -> Yen:
    """Return 平均課税対象金額: what 変動所得 exceeds the mean before, and 臨時所得."""
    return not_below_zero(fluctuating - law.before.of_rounded_up(fluctuating_before)) + temporary


@cites("所得税法90条1項", "所得税法90条4項")
def is_averaged(
    *,
    fluctuating: Yen,
    temporary: Yen,
    averaged_income: Yen,
    total_income: Yen,
    law: AverageTaxation,
) -> Flags:
    """Return whose 変動所得 and 臨時所得 are so large a part of the income.

    変動所得 that is no more than the mean of the two years before does not count.
    """
    rises = averaged_income > temporary
    counted = temporary + fluctuating * rises
    share = law.share_of_income
    enough: Flags = counted * share.denominator >= total_income * share.numerator
    return enough & (averaged_income > 0)


@cites("所得税法90条1項1号")
def adjusted_base(*, tax_base: Yen, averaged_income: Yen, law: AverageTaxation) -> Yen:
    """Return 調整所得金額, cut to thousands."""
    larger: Flags = tax_base > averaged_income
    less = tax_base - law.taken_off.of(averaged_income)
    return rounded_down_to(law.base_unit, either(larger, less, law.kept.of(tax_base)))


@cites("所得税法90条2項")
def average_rate_parts(*, tax_on_adjusted: Yen, adjusted_base: Yen, law: AverageTaxation) -> Yen:
    """Return 平均税率 in whole parts of the law's denominator: per cent."""
    whole: Yen = adjusted_base + (adjusted_base == 0)
    return tax_on_adjusted * law.rate_parts // whole


@cites("所得税法90条1項2号")
def tax_on_special_income_exact(
    *, tax_base: Yen, adjusted_base: Yen, average_rate_parts: Yen, law: AverageTaxation
) -> Exact:
    """Return the tax on the rest of the base at 平均税率, before rounding."""
    return Exact((tax_base - adjusted_base) * average_rate_parts, law.rate_parts)


@cites("所得税法90条1項")
def tax_on_comprehensive(
    *, is_averaged: Flags, by_table: Yen, tax_on_adjusted: Yen, tax_on_special_income: Yen
) -> Yen:
    """Return the tax on 課税総所得金額, averaged for those who may."""
    return either(is_averaged, tax_on_adjusted + tax_on_special_income, by_table)
