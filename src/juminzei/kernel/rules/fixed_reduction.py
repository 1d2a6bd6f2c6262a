"""定額減税 of tax year 2025: what was left over for spouses outside 配偶者控除."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, larger_of, proportion_up

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Yen
    from juminzei.kernel.parameters.credits import FixedReduction


@cites("地方税法附則5条の9", "地方税法附則5条の11")
def fixed_reduction(
    *,
    spouse_same_livelihood: Flags,
    spouse_abroad: Flags,
    aggregate_income: Yen,
    municipal_levy: Yen,
    prefectural_levy: Yen,
    law: FixedReduction,
) -> Yen:
    """Return 定額減税 of both bodies: for a domestic spouse whom own income keeps undeducted."""
    income: Flags = (aggregate_income > law.aggregate_income_over) & (
        aggregate_income <= law.aggregate_income_limit
    )
    due = income & spouse_same_livelihood & ~spouse_abroad
    return at_most(due * law.spouse_amount, municipal_levy + prefectural_levy)


@cites("地方税法附則5条の9")
def prefectural_fixed_reduction(
    *, fixed_reduction: Yen, municipal_levy: Yen, prefectural_levy: Yen
) -> Yen:
    """Return the prefecture's part, in proportion to the levies, yen rounded up."""
    levies = larger_of(municipal_levy + prefectural_levy, 1)
    return at_most(proportion_up(fixed_reduction, prefectural_levy, levies), prefectural_levy)


@cites("地方税法附則5条の11")
def municipal_fixed_reduction(*, fixed_reduction: Yen, prefectural: Yen) -> Yen:
    """Return the city's part: the rest."""
    return fixed_reduction - prefectural
