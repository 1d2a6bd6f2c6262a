"""Deductions of the income tax that the inhabitant tax has not in the same form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.base.money import at_most, either, larger_of, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Counts, Exact, Flags, Yen
    from juminzei.kernel.parameters.deductions import LifeInsurance
    from juminzei.kernel.parameters.income_tax import (
        DonationDeduction,
        LifeInsuranceWithChild,
        SpecifiedRelative,
    )


@cites("所得税法76条")
def has_child_under23(
    *,
    child_under23: Flags,
    dependants_under16: Counts,
    dependants_other_under23: Counts,
    dependants_specified: Counts,
) -> Flags:
    """Return who has a 扶養親族 under 23, be it one that another earner deducts."""
    own = dependants_under16 + dependants_other_under23 + dependants_specified
    return child_under23 | (own > 0)


@cites("所得税法76条")
def life_general_with_child_exact(*, premium: Yen, law: LifeInsuranceWithChild) -> Exact:
    """Return what new contracts of the general class give those with a child, before rounding."""
    return law.new.of(premium)


@cites("所得税法76条")
def life_general(
    *,
    ordinary: Yen,
    with_child: Yen,
    old: Yen,
    has_child_under23: Flags,
    law: LifeInsuranceWithChild,
) -> Yen:
    """Return the general class: for those with a child by its own table and limit.

    Args:
        ordinary: What the class gives everybody else, yen.
        with_child: What the new contracts give by the table for those with a child, yen.
        old: What the old contracts give, yen.
        has_child_under23: Whose child makes the difference.
        law: The parameters of the year.
    """
    better = larger_of(old, at_most(with_child + old, law.limit_with_new))
    return either(has_child_under23, better, ordinary)


@cites("所得税法76条4項")
def life_insurance_total(*, general: Yen, nursing: Yen, pension: Yen, law: LifeInsurance) -> Yen:
    """Return 生命保険料控除: the three classes together, within the limit."""
    return at_most(general + nursing + pension, law.limit)


@cites("所得税法78条1項")
def specified_donations(
    *, donation_hometown: Yen, donation_community_chest: Yen, donation_specified: Yen
) -> Yen:
    """Return the gifts that are deducted from the income."""
    return donation_hometown + donation_community_chest + donation_specified


@cites("所得税法78条1項")
def donation_limit_exact(*, total_income_etc: Yen, law: DonationDeduction) -> Exact:
    """Return how much of all gifts can count, before rounding."""
    return law.income_limit.times(total_income_etc)


@cites("所得税法78条1項")
def donation_deduction(*, donations: Yen, limit: Yen, law: DonationDeduction) -> Yen:
    """Return 寄附金控除."""
    return not_below_zero(at_most(donations, limit) - law.own_burden)


@cites("所得税法84条の2")
def specified_relative_deduction(
    *,
    specified_relatives_1: Counts,
    specified_relatives_1_second: Counts,
    specified_relatives_1_third: Counts,
    specified_relatives_2: Counts,
    specified_relatives_3: Counts,
    specified_relatives_4: Counts,
    specified_relatives_5: Counts,
    specified_relatives_6: Counts,
    specified_relatives_7: Counts,
    law: SpecifiedRelative,
) -> Yen:
    """Return 特定親族特別控除; the inhabitant tax's first row is three rows here."""
    first = specified_relatives_1 - specified_relatives_1_second - specified_relatives_1_third
    counts = (
        not_below_zero(first),
        specified_relatives_1_second,
        specified_relatives_1_third,
        specified_relatives_2,
        specified_relatives_3,
        specified_relatives_4,
        specified_relatives_5,
        specified_relatives_6,
        specified_relatives_7,
    )
    total = np.zeros(len(specified_relatives_1), np.int64)
    for count, row in zip(counts, law.by_income.rows, strict=True):
        total += count * row.amount
    return total


@cites("所得税法72条", "所得税法86条", "所得税法87条")
def deduction_total(**deductions: Yen) -> Yen:
    """Return the sum of the 所得控除."""
    first, *others = deductions.values()
    total = first.copy()
    for one in others:
        total += one
    return total
