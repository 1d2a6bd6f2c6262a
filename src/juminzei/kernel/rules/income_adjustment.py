"""所得金額調整控除: two deductions from 給与所得."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, not_below_zero
from juminzei.kernel.columns import Disability

if TYPE_CHECKING:
    from juminzei.base.money import Counts, Exact, Flags, Yen
    from juminzei.kernel.parameters.incomes import IncomeAdjustmentChild, IncomeAdjustmentPension


@cites("租税特別措置法41条の3の11第1項")
def relative_for_income_adjustment(
    *,
    disability: Counts,
    dependants_under16: Counts,
    dependants_other_under23: Counts,
    dependants_specified: Counts,
    disabled_special: Counts,
    spouse_special_disability: Flags,
    relative_in_other_report: Flags,
) -> Flags:
    """Return who is specially disabled or has a child under 23 or such a relative."""
    relatives = (
        dependants_under16 + dependants_other_under23 + dependants_specified + disabled_special
    )
    special: Flags = (disability == Disability.SPECIAL) | spouse_special_disability
    return special | (relatives > 0) | relative_in_other_report


@cites("租税特別措置法41条の3の11第1項")
def income_adjustment_child_exact(
    *, revenue_employment: Yen, qualifies: Flags, law: IncomeAdjustmentChild
) -> Exact:
    """Return 10% of the salary between 8.5 and 10 million yen, before rounding."""
    within = not_below_zero(at_most(revenue_employment, law.revenue_up_to) - law.revenue_over)
    return law.rate.times(within * qualifies)


@cites("租税特別措置法41条の3の11第2項")
def income_adjustment_pension(
    *, employment_after_child: Yen, income_public_pension: Yen, law: IncomeAdjustmentPension
) -> Yen:
    """Return what two deductions of 100,000 yen, one for pay and one for pension, are too much."""
    both = at_most(employment_after_child, law.limit) + at_most(income_public_pension, law.limit)
    return not_below_zero(both - law.limit)


@cites("租税特別措置法41条の3の11")
def employment_income_less(*, income_employment: Yen, adjustment: Yen) -> Yen:
    """Return 給与所得 less one adjustment; no loss comes of it after high 特定支出."""
    return not_below_zero(income_employment - adjustment)
