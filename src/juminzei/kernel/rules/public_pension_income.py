"""公的年金等に係る雑所得."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.kernel.parameters.tables import choose

if TYPE_CHECKING:
    from juminzei.base.money import Counts, Exact, Yen
    from juminzei.kernel.parameters.incomes import PublicPensionIncome


@cites("所得税法35条4項", "租税特別措置法41条の15の3")
def income_besides_pension(
    *, comprehensive: Yen, forestry_income: Yen, retirement_income: Yen, separate: Yen
) -> Yen:
    """Return 公的年金等に係る雑所得以外の合計所得金額, all netted as if there were no pension."""
    return comprehensive + forestry_income + retirement_income + separate


@cites("所得税法35条4項", "租税特別措置法41条の15の3")
def smaller_pension_deduction(*, income_besides_pension: Yen, law: PublicPensionIncome) -> Yen:
    """Return by how much high other incomes shrink the 公的年金等控除額."""
    return law.smaller_deduction_by_other_income.of(income_besides_pension)


@cites("所得税法35条4項", "租税特別措置法41条の15の3")
def public_pension_income_exact(
    *, revenue_public_pension: Yen, age: Counts, smaller_deduction: Yen, law: PublicPensionIncome
) -> Exact:
    """Return the pension less 公的年金等控除, before yen are rounded, never below 0."""
    return choose(
        age >= law.elderly_from_age,
        law.income_elderly.of(revenue_public_pension, relief=smaller_deduction),
        law.income.of(revenue_public_pension, relief=smaller_deduction),
    )
