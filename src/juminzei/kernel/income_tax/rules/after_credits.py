"""From 差引所得税額 to 所得税及び復興特別所得税の額: relief, minimum tax, reduction, surtax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Exact, at_most, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Counts, Flags, Rate, Yen
    from juminzei.kernel.parameters.income_tax import (
        DisasterRelief,
        IncomeTaxFixedReduction,
        MinimumTax,
        Surtax,
    )


@cites("災害減免法2条")
def disaster_relief_exact(
    *, tax_after_credits: Yen, hit_by_disaster: Flags, aggregate_income: Yen, law: DisasterRelief
) -> Exact:
    """Return the part of the tax that is remitted, before rounding."""
    part = law.by_aggregate_income.of(aggregate_income)
    return Exact(tax_after_credits * hit_by_disaster * part.numerator, part.denominator)


@cites("租税特別措置法41条の19")
def minimum_tax_base(
    *,
    total_income_etc: Yen,
    land_special_deductions: Yen,
    undeclared_listed_income: Yen,
) -> Yen:
    """Return 基準所得金額: declared or not, land after its special deductions."""
    return total_income_etc - land_special_deductions + undeclared_listed_income


@cites("租税特別措置法41条の19")
def minimum_tax_exact(*, minimum_tax_base: Yen, law: MinimumTax) -> Exact:
    """Return the least tax on a high income, before rounding."""
    return law.rate.times(not_below_zero(minimum_tax_base - law.deduction))


@cites("租税特別措置法41条の19")
def tax_on_undeclared_exact(*, undeclared_listed_income: Yen, rate: Rate) -> Exact:
    """Return the income tax that was withheld from income that is not declared."""
    return rate.times(undeclared_listed_income)


@cites("租税特別措置法41条の19")
def minimum_tax_addition(*, minimum_tax: Yen, tax: Yen, tax_on_undeclared: Yen) -> Yen:
    """Return what the least tax adds to the tax that is there."""
    return not_below_zero(minimum_tax - tax - tax_on_undeclared)


@cites("災害減免法2条", "租税特別措置法41条の19")
def tax_after_relief(*, tax_after_credits: Yen, disaster_relief: Yen, addition: Yen) -> Yen:
    """Return 再差引所得税額."""
    return tax_after_credits - disaster_relief + addition


@cites("租税特別措置法41条の3の3")
def fixed_reduction_due(
    *,
    spouse_same_livelihood: Flags,
    spouse_abroad: Flags,
    dependants: Counts,
    aggregate_income: Yen,
    law: IncomeTaxFixedReduction,
) -> Yen:
    """Return 令和6年分特別税額控除 before it is limited to the tax.

    The spouse counts whatever the taxpayer's own income is.
    """
    people = 1 + (spouse_same_livelihood & ~spouse_abroad) + dependants
    entitled: Flags = aggregate_income <= law.aggregate_income_limit
    return people * law.amount * entitled


@cites("租税特別措置法41条の3の3")
def fixed_reduction(*, due: Yen, tax: Yen) -> Yen:
    """Return 令和6年分特別税額控除, at most the tax."""
    return at_most(due, tax)


@cites("復興財源確保法10条")
def base_tax(*, tax: Yen, fixed_reduction: Yen) -> Yen:
    """Return 基準所得税額: after all credits but that for foreign tax."""
    return tax - fixed_reduction


@cites("復興財源確保法13条")
def surtax_exact(*, base_tax: Yen, law: Surtax) -> Exact:
    """Return 復興特別所得税 before rounding."""
    return law.rate.times(base_tax)


@cites("復興財源確保法17条")
def tax_and_surtax(*, base_tax: Yen, surtax: Yen) -> Yen:
    """Return 所得税及び復興特別所得税の額, to the yen."""
    return base_tax + surtax
