"""繰越控除: losses of the three years before, taken off the incomes of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.parameters.incomes import ResidenceCarryforward

LOSSES = (
    "地方税法32条",
    "地方税法313条",
    "所得税法70条",
    "所得税法71条",
    "租税特別措置法37条の12の2第5項",
    "租税特別措置法41条の5第4項",
    "租税特別措置法41条の15第1項",
)


@cites("租税特別措置法41条の5第4項", "地方税法附則4条", "地方税法附則4条の2")
def residence_carryforward_allowed(
    *, residence_carryforward: Yen, aggregate_income: Yen, law: ResidenceCarryforward
) -> Yen:
    """Return the loss on a residence; nobody with a higher income may take it off this year."""
    return residence_carryforward * (aggregate_income <= law.aggregate_income_limit)


@cites(*LOSSES)
def income_after_carryforward(*, income: Yen, loss: Yen) -> Yen:
    """Return what a loss of former years leaves of an income."""
    return not_below_zero(income - loss)


@cites(*LOSSES)
def carryforward_left(*, loss: Yen, income: Yen) -> Yen:
    """Return what an income could not take of a loss of former years."""
    return not_below_zero(loss - income)
