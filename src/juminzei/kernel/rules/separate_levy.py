"""分離課税: what each kind of separate income bears, apart from all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Exact, at_most

if TYPE_CHECKING:
    from juminzei.base.money import Rate, Yen


@cites(
    "地方税法附則33条の2",
    "地方税法附則34条",
    "地方税法附則35条",
    "地方税法附則35条の2",
    "地方税法附則35条の2の2",
    "地方税法附則35条の4",
)
def separate_levy_exact(*, separate_base: Yen, rate: Rate) -> Exact:
    """Return one body's levy on one kind of separate income, before yen are rounded."""
    return rate.times(separate_base)


@cites("地方税法附則34条の2", "地方税法附則34条の3")
def tiered_levy_exact(
    *, separate_base: Yen, reduced_up_to: int, reduced_rate: Rate, rate: Rate
) -> Exact:
    """Return one body's levy on a 長期譲渡 that is taxed less up to a limit, before rounding.

    Args:
        separate_base: 課税長期譲渡所得金額, yen, in whole thousands.
        reduced_up_to: 2,000万円 for 優良住宅地, 6,000万円 for 居住用財産.
        reduced_rate: Of the part up to the limit.
        rate: Of the part above it.
    """
    within = at_most(separate_base, reduced_up_to)
    low = within * (reduced_rate.numerator * rate.denominator)
    high = (separate_base - within) * (rate.numerator * reduced_rate.denominator)
    return Exact(low + high, reduced_rate.denominator * rate.denominator)


@cites("地方税法附則33条の2", "地方税法附則34条", "地方税法附則35条")
def separate_levy(**levies: Yen) -> Yen:
    """Return one body's levies on all kinds of separate income together."""
    first, *others = levies.values()
    whole = first.copy()
    for levy in others:
        whole += levy
    return whole
