"""定額減税 of tax years 2024 and 2025: yen for the taxpayer and for relatives in Japan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Proportion, at_most, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Counts, Flags, Yen
    from juminzei.kernel.parameters.credits import FixedReduction


@cites("地方税法附則5条の8", "地方税法附則5条の9", "地方税法附則5条の11")
def spouse_for_fixed_reduction(
    *,
    spouse_same_livelihood: Flags,
    spouse_abroad: Flags,
    aggregate_income: Yen,
    law: FixedReduction,
) -> Flags:
    """Return who has a domestic spouse that the year's law counts.

    In 2024 the 控除対象配偶者, in 2025 the 同一生計配偶者 whom only the taxpayer's own income
    keeps from being one.
    """
    above: Flags = aggregate_income > law.spouse_with_income_over
    up_to: Flags = aggregate_income <= law.spouse_with_income_up_to
    return above & up_to & spouse_same_livelihood & ~spouse_abroad


@cites("地方税法附則5条の8", "地方税法附則5条の11")
def dependants_for_fixed_reduction(
    *,
    dependants_under16: Counts,
    dependants_other: Counts,
    dependants_specified: Counts,
    dependants_elderly: Counts,
    dependants_abroad: Counts,
) -> Counts:
    """Return how many 扶養親族 live in Japan, those under 16 among them."""
    deductible = dependants_other + dependants_specified + dependants_elderly
    return not_below_zero(dependants_under16 + deductible - dependants_abroad)


@cites("地方税法附則5条の8", "地方税法附則5条の9", "地方税法附則5条の11")
def fixed_reduction(
    *,
    spouse: Flags,
    dependants: Counts,
    aggregate_income: Yen,
    municipal_levy: Yen,
    prefectural_levy: Yen,
    law: FixedReduction,
) -> Yen:
    """Return 定額減税 of both bodies, at most what is left of their levies."""
    due = law.taxpayer_amount + spouse * law.spouse_amount + dependants * law.dependant_amount
    entitled: Flags = aggregate_income <= law.aggregate_income_limit
    return at_most(due * entitled, municipal_levy + prefectural_levy)


@cites("地方税法附則5条の8", "地方税法附則5条の9")
def prefectural_fixed_reduction_exact(
    *, fixed_reduction: Yen, municipal_levy: Yen, prefectural_levy: Yen
) -> Proportion:
    """Return the prefecture's part, in proportion to the levies, before rounding.

    As the reduction is at most the levies, so is the part at most the prefecture's own.
    """
    return Proportion(fixed_reduction, prefectural_levy, municipal_levy)


@cites("地方税法附則5条の8", "地方税法附則5条の11")
def municipal_fixed_reduction(*, fixed_reduction: Yen, prefectural: Yen) -> Yen:
    """Return the city's part: the rest."""
    return fixed_reduction - prefectural
