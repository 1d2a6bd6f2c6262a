"""所得割の調整措置: the levy must not push the income below the exemption threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, larger_of, not_below_zero, proportion_up

if TYPE_CHECKING:
    from juminzei.base.money import Yen


@cites("地方税法附則3条の3第2項", "地方税法附則3条の3第5項")
def income_levy_relief(
    *, total_income_etc: Yen, threshold: Yen, municipal_levy: Yen, prefectural_levy: Yen
) -> Yen:
    """Return by how much income less levies falls below the threshold, at most the levies."""
    levies = municipal_levy + prefectural_levy
    return at_most(not_below_zero(threshold - (total_income_etc - levies)), levies)


@cites("地方税法附則3条の3第2項", "地方税法附則3条の3第5項")
def relief_share(*, relief: Yen, own_levy: Yen, other_levy: Yen) -> Yen:
    """Return one body's part, in proportion to the levies, yen rounded up."""
    levies = larger_of(own_levy + other_levy, 1)
    return at_most(proportion_up(relief, own_levy, levies), own_levy)
