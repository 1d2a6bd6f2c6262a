"""譲渡所得 of the comprehensive kind, and 一時所得."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.parameters.incomes import Occasional, Transfer


@cites("所得税法33条3項")
def transfer_gain(*, own: Yen, other: Yen) -> Yen:
    """Return the gain of one class of transfers after the other class's loss, 0 in a loss."""
    return not_below_zero(own + at_most(other, 0))


@cites("所得税法33条3項")
def transfer_loss(*, transfer_short: Yen, transfer_long: Yen) -> Yen:
    """Return what both classes lost together, as an amount above 0."""
    return not_below_zero(-transfer_short - transfer_long)


@cites("所得税法33条4項", "所得税法33条5項")
def transfer_short_special_deduction(*, gain: Yen, law: Transfer) -> Yen:
    """Return the part of the special deduction that short-term gains take, first of both."""
    return at_most(gain, law.special_deduction)


@cites("所得税法33条4項", "所得税法33条5項")
def transfer_long_special_deduction(*, gain: Yen, taken_by_short: Yen, law: Transfer) -> Yen:
    """Return the part of the special deduction that is left for long-term gains."""
    return at_most(gain, law.special_deduction - taken_by_short)


@cites("所得税法33条3項")
def transfer_income(*, gain: Yen, special_deduction: Yen) -> Yen:
    """Return 譲渡所得 of one class, before netting and before the half."""
    return gain - special_deduction


@cites("所得税法34条2項", "所得税法34条3項")
def occasional_income(*, occasional: Yen, law: Occasional) -> Yen:
    """Return 一時所得, before netting and before the half."""
    return not_below_zero(occasional - law.special_deduction)
