"""所得割の調整措置: the levy must not push the income below the exemption threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.base.money import at_most, not_below_zero, proportion_up

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
    part = np.zeros_like(relief)
    # Few people are relieved, and dividing by a column is slow: divide only for them.
    rows = np.flatnonzero(relief)
    own = own_levy[rows]
    part[rows] = at_most(proportion_up(relief[rows], own, own + other_levy[rows]), own)
    return part
