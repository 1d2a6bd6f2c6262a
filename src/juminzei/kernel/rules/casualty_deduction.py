"""雑損控除."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import larger_of, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Yen
    from juminzei.kernel.parameters.deductions import Casualty


@cites("地方税法34条1項1号", "地方税法314条の2第1項1号")
def casualty_threshold_exact(*, total_income_etc: Yen, law: Casualty) -> Exact:
    """Return the part of the income that a loss must pass, before rounding."""
    return law.threshold_rate.times(total_income_etc)


@cites("地方税法34条1項1号", "地方税法314条の2第1項1号")
def casualty_deduction(
    *, casualty_net_loss: Yen, casualty_disaster_cost: Yen, threshold: Yen, law: Casualty
) -> Yen:
    """Return the larger of the loss above the threshold and the disaster's costs above 50,000."""
    by_income = casualty_net_loss - threshold
    return not_below_zero(larger_of(by_income, casualty_disaster_cost - law.disaster_threshold))
