"""所得控除 taken off the incomes one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Yen


@cites("地方税法34条", "地方税法314条の2", "租税特別措置法関係通達31・32共-4")
def income_after_deductions(*, income: Yen, deduction: Yen) -> Yen:
    """Return what deductions leave of one income."""
    return not_below_zero(income - deduction)


@cites("地方税法34条", "地方税法314条の2", "租税特別措置法関係通達31・32共-4")
def deductions_left(*, deduction: Yen, income: Yen) -> Yen:
    """Return the deductions that an income could not take."""
    return not_below_zero(deduction - income)
