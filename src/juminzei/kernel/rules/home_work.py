"""家内労働者等の事業所得等の所得計算の特例: who works at home has at least these expenses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, larger_of

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.parameters.incomes import HomeWork


@cites("租税特別措置法27条")
def home_work_minimum_left(*, revenue_employment: Yen, law: HomeWork) -> Yen:
    """Return the minimum expenses less what 給与所得控除 has already given of them."""
    return law.minimum_expenses - at_most(revenue_employment, law.minimum_expenses)


@cites("租税特別措置法27条", "租税特別措置法施行令18条の2")
def home_work_expenses_counted(
    *, home_work_revenue: Yen, home_work_expenses: Yen, minimum_left: Yen
) -> Yen:
    """Return the true expenses or the minimum, at most the revenue."""
    return at_most(larger_of(home_work_expenses, minimum_left), home_work_revenue)


@cites("所得税法35条2項2号", "租税特別措置法27条")
def home_work_income(*, home_work_revenue: Yen, expenses: Yen) -> Yen:
    """Return what home work adds to the 雑所得."""
    return home_work_revenue - expenses
