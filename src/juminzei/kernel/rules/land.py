"""土地・建物等の分離譲渡所得: netting among the five kinds, and special deductions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Yen


@cites("租税特別措置法31条1項", "租税特別措置法32条1項")
def land_gain(*, income: Yen) -> Yen:
    """Return the gain of one kind, 0 where it is a loss."""
    return not_below_zero(income)


@cites("租税特別措置法32条1項")
def land_short_sum(*, land_short: Yen, land_short_reduced: Yen) -> Yen:
    """Return both short-term kinds together, below 0 in a loss."""
    return land_short + land_short_reduced


@cites("租税特別措置法31条1項")
def land_long_sum(*, land_long: Yen, land_long_superior: Yen, land_long_residence: Yen) -> Yen:
    """Return the three long-term kinds together, below 0 in a loss."""
    return land_long + land_long_superior + land_long_residence


@cites("租税特別措置法31条1項", "租税特別措置法32条1項")
def land_loss_to_take(*, gains: Yen, own_sum: Yen, other_sum: Yen) -> Yen:
    """Return the losses to be taken from the gains of one term.

    They are the losses within the term, and what the other term lost altogether.
    """
    return gains - own_sum + not_below_zero(-other_sum)


@cites("租税特別措置法31条1項", "租税特別措置法32条1項")
def land_after_loss(*, income: Yen, loss: Yen) -> Yen:
    """Return what losses leave of one kind."""
    return not_below_zero(income - loss)


@cites("租税特別措置法31条1項", "租税特別措置法32条1項")
def land_loss_left(*, loss: Yen, income: Yen) -> Yen:
    """Return what one kind could not take of the losses."""
    return not_below_zero(loss - income)


@cites("租税特別措置法33条の4", "租税特別措置法34条", "租税特別措置法35条", "租税特別措置法36条")
def land_special_deduction(*, asked: Yen, income: Yen, room: Yen) -> Yen:
    """Return a special deduction: at most the income, and what the year's limit leaves."""
    return at_most(at_most(asked, income), room)


@cites("租税特別措置法36条")
def land_special_deduction_room(*, room: Yen, taken: Yen) -> Yen:
    """Return what a special deduction leaves of the year's limit."""
    return room - taken


@cites("租税特別措置法31条1項", "租税特別措置法32条1項")
def land_taxed(*, income: Yen, special_deduction: Yen) -> Yen:
    """Return what a special deduction leaves of one kind."""
    return income - special_deduction
