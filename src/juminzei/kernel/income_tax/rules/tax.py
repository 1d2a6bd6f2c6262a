"""The tax on each base: the table, 5分5乗 and the rates of separate taxation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Exact, at_most

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.parameters.income_tax import (
        ForestryTax,
        SeparateTax,
        TaxTable,
        TieredTax,
    )


@cites("所得税法89条1項")
def tax_by_table_exact(*, tax_base: Yen, law: TaxTable) -> Exact:
    """Return the tax on a base by the quick form of the rates, before rounding."""
    return law.tax.of(tax_base)


@cites("所得税法89条1項")
def forestry_part(*, tax_base_forestry: Yen, law: ForestryTax) -> Yen:
    """Return the fifth of 課税山林所得金額; a base in thousands comes out even."""
    return tax_base_forestry // law.parts


@cites("所得税法89条1項")
def forestry_tax(*, tax_on_part: Yen, law: ForestryTax) -> Yen:
    """Return the tax on the fifth, five times."""
    return tax_on_part * law.parts


@cites(
    "租税特別措置法8条の4第1項",
    "租税特別措置法31条1項",
    "租税特別措置法32条",
    "租税特別措置法37条の10第1項",
    "租税特別措置法37条の11第1項",
    "租税特別措置法41条の14第1項",
)
def separate_tax_exact(*, separate_base: Yen, law: SeparateTax) -> Exact:
    """Return the tax on one kind of separate income, before rounding."""
    return law.rate.times(separate_base)


@cites("租税特別措置法31条の2第1項", "租税特別措置法31条の3第1項")
def tiered_tax_exact(*, separate_base: Yen, law: TieredTax) -> Exact:
    """Return the tax on a 長期譲渡 that is taxed less up to a limit, before rounding."""
    within = at_most(separate_base, law.reduced_up_to)
    low = within * (law.reduced_rate.numerator * law.rate.denominator)
    high = (separate_base - within) * (law.rate.numerator * law.reduced_rate.denominator)
    return Exact(low + high, law.reduced_rate.denominator * law.rate.denominator)


@cites("所得税法89条1項", "租税特別措置法31条1項", "租税特別措置法37条の10第1項")
def calculated_tax(**taxes: Yen) -> Yen:
    """Return the taxes on all bases together."""
    first, *others = taxes.values()
    whole = first.copy()
    for one in others:
        whole += one
    return whole
