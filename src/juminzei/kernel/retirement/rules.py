"""The rules of 分離課税に係る所得割, one column in for each thing that the article names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.base.money import Exact, larger_of, not_below_zero, rounded_down_to

if TYPE_CHECKING:
    from juminzei.base.money import Counts, Flags, Rate, Yen
    from juminzei.kernel.parameters.retirement import (
        RetirementDeduction,
        RetirementHalf,
        RetirementLevy,
    )


@cites("所得税法30条3項・6項")
def retirement_deduction(
    *, service_years: Counts, disability: Flags, law: RetirementDeduction
) -> Yen:
    """Return 退職所得控除額.

    Args:
        service_years: 勤続年数, a begun year counted whole.
        disability: Who left because of becoming disabled.
        law: Yen a year, and what is added.
    """
    long_service = service_years - law.long_service_years
    by_years: Yen = np.where(
        long_service > 0,
        law.yearly * law.long_service_years + law.yearly_after * long_service,
        larger_of(law.yearly * service_years, law.least),
    )
    return by_years + law.disability_addition * disability


@cites("所得税法30条2項")
def retirement_excess(*, revenue: Yen, retirement_deduction: Yen) -> Yen:
    """Return what of the pay is above the deduction."""
    return not_below_zero(revenue - retirement_deduction)


@cites("所得税法30条2項・4項・5項", "地方税法50条の3", "地方税法328条の2")
def retirement_income_exact(
    *,
    retirement_excess: Yen,
    service_years: Counts,
    executive: Flags,
    short_term_in_force: Flags,
    law: RetirementHalf,
) -> Exact:
    """Return 退職所得の金額 before yen are rounded.

    Half of the excess is income. For executives of five years or less all of it is; for
    others of five years or less, all that is above 3,000,000 yen, since 2022.

    Args:
        retirement_excess: Yen above the deduction.
        service_years: 勤続年数.
        executive: Whose pay is for service as 法人役員等.
        short_term_in_force: Whose pay fell due after the rule of 短期退職手当等 began.
        law: The half and its exceptions.
    """
    n, d = law.rate.numerator, law.rate.denominator
    short = service_years <= law.short_service_years
    above = not_below_zero(retirement_excess - law.short_term_limit)
    half = retirement_excess * n
    halved_below_limit = half + above * (d - n)
    other = np.where(short & short_term_in_force, halved_below_limit, half)
    return Exact(np.where(short & executive, retirement_excess * d, other), d)


@cites("地方税法20条の4の2第1項")
def retirement_base(*, amount: Yen, law: RetirementLevy) -> Yen:
    """Return 課税退職所得金額: below 1,000 yen is cut off."""
    return rounded_down_to(law.base_unit, amount)


@cites("地方税法50条の4", "地方税法328条の3")
def retirement_levy_exact(*, tax_base: Yen, law: Rate) -> Exact:
    """Return one body's levy before it is rounded; no surcharge of an ordinance applies."""
    return law.times(tax_base)


@cites("地方税法20条の4の2第3項")
def retirement_levy(*, amount: Yen, law: RetirementLevy) -> Yen:
    """Return one body's levy: below 100 yen is cut off."""
    return rounded_down_to(law.levy_unit, amount)


@cites("地方税法328条の5", "地方税法328条の6")
def retirement_total(*, municipal: Yen, prefectural: Yen) -> Yen:
    """Return what the payer withholds for both bodies together."""
    return municipal + prefectural
