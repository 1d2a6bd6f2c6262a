"""所得割の調整措置: the levy must not push the income below the exemption threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Proportion, at_most, not_below_zero

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
def relief_share_exact(*, relief: Yen, own_levy: Yen, other_levy: Yen) -> Proportion:
    """Return one body's part, in proportion to the levies, before rounding.

    As the relief is at most the levies, so is the part at most the body's own, rounded or not.
    """
    return Proportion(relief, own_levy, other_levy)
