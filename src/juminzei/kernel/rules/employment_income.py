"""給与所得: what 別表第五 leaves of the salary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, either, not_below_zero, rounded_down_to

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Yen
    from juminzei.kernel.parameters.incomes import EmploymentIncome, SpecifiedExpenses


@cites("所得税法別表第五")
def employment_revenue_rounded(*, revenue_employment: Yen, law: EmploymentIncome) -> Yen:
    """Return the salary cut to the width of the table's rows, where it has rows."""
    within = (revenue_employment >= law.rounded_from) & (revenue_employment <= law.rounded_to)
    return either(
        within, rounded_down_to(law.rounding_unit, revenue_employment), revenue_employment
    )


@cites("所得税法28条", "所得税法別表第五")
def employment_income_exact(*, revenue_rounded: Yen, law: EmploymentIncome) -> Exact:
    """Return 給与所得控除後の金額 before yen are rounded."""
    return law.income.of(revenue_rounded)


@cites("所得税法57条の2")
def specified_expenses_threshold_exact(
    *, revenue_employment: Yen, income_by_table: Yen, law: SpecifiedExpenses
) -> Exact:
    """Return half of the 給与所得控除, before rounding."""
    return law.threshold.times(revenue_employment - income_by_table)


@cites("所得税法57条の2")
def specified_expenses_deduction(
    *, specified_expenses: Yen, threshold: Yen, income_by_table: Yen
) -> Yen:
    """Return 特定支出控除: costs above half of the 給与所得控除, within the income."""
    return at_most(not_below_zero(specified_expenses - threshold), income_by_table)


@cites("所得税法28条", "所得税法57条の2")
def employment_income(*, income_by_table: Yen, specified_expenses_deduction: Yen) -> Yen:
    """Return 給与所得の金額, before the income adjustment deductions."""
    return income_by_table - specified_expenses_deduction
