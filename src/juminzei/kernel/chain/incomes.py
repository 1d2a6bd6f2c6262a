"""First stage: revenue becomes income (所得)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.chain.separate import separate_incomes
from juminzei.kernel.columns import Disability
from juminzei.kernel.rules import employment_income as employment
from juminzei.kernel.rules import income_adjustment as adjustment
from juminzei.kernel.rules import public_pension_income as pension
from juminzei.kernel.rules import total_income as totals
from juminzei.kernel.rules.exemption import spouse_same_livelihood
from juminzei.kernel.rules.rounding import round_down, round_up

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Yen
    from juminzei.kernel.chain.separate import SeparateIncomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Incomes:
    """What each person earned, and whether the spouse earned little enough."""

    spouse_same_livelihood: Flags
    employment: Yen
    public_pension: Yen
    adjustment_child: Yen
    adjustment_pension: Yen
    from_work: Yen
    """給与所得 after both adjustments."""
    total: Yen
    aggregate: Yen
    total_etc: Yen
    separate: SeparateIncomes


def incomes(columns: TaxpayerColumns, law: Law, steps: Steps) -> Incomes:
    """Return the incomes of all people, in the order of the law."""
    spouse = steps.take(
        "spouse_same_livelihood",
        spouse_same_livelihood,
        has_spouse=columns.has_spouse,
        spouse_income=columns.spouse_income,
        law=law.national.relatives,
    )
    earned = _employment(columns, law, steps)
    child = _adjustment_child(columns, spouse, law, steps)
    after_child = steps.take(
        "employment_after_child",
        adjustment.employment_income_less,
        income_employment=earned,
        adjustment=child,
    )
    received = _public_pension(columns, after_child, law, steps)
    both = steps.take(
        "income_adjustment_pension",
        adjustment.income_adjustment_pension,
        employment_after_child=after_child,
        income_public_pension=received,
        law=law.national.income_adjustment_pension,
    )
    from_work = steps.take(
        "income_from_work",
        adjustment.employment_income_less,
        income_employment=after_child,
        adjustment=both,
    )
    total = steps.take(
        "total_income",
        totals.total_income,
        employment_after_adjustments=from_work,
        income_public_pension=received,
        income_business=columns.income_business,
        income_real_estate=columns.income_real_estate,
        income_interest=columns.income_interest,
        income_dividend=columns.income_dividend,
        income_miscellaneous=columns.income_miscellaneous,
    )
    return Incomes(
        spouse_same_livelihood=spouse,
        employment=earned,
        public_pension=received,
        adjustment_child=child,
        adjustment_pension=both,
        from_work=from_work,
        total=total,
        aggregate=steps.take("aggregate_income", totals.aggregate_income, total_income=total),
        total_etc=steps.take("total_income_etc", totals.total_income_etc, total_income=total),
        separate=separate_incomes(columns),
    )


def _employment(columns: TaxpayerColumns, law: Law, steps: Steps) -> Yen:
    rounded = steps.take(
        "employment_revenue_rounded",
        employment.employment_revenue_rounded,
        revenue_employment=columns.revenue_employment,
        law=law.national.employment_income,
    )
    exact = steps.take(
        "employment_income_exact",
        employment.employment_income_exact,
        revenue_rounded=rounded,
        law=law.national.employment_income,
    )
    by_table = steps.take("employment_income_by_table", round_down, amount=exact)
    expenses = steps.take(
        "specified_expenses_deduction",
        employment.specified_expenses_deduction,
        revenue_employment=columns.revenue_employment,
        income_employment=by_table,
        specified_expenses=columns.specified_expenses,
        law=law.national.specified_expenses,
    )
    return steps.take(
        "income_employment",
        employment.employment_income,
        income_by_table=by_table,
        specified_expenses_deduction=expenses,
    )


def _adjustment_child(columns: TaxpayerColumns, spouse: Flags, law: Law, steps: Steps) -> Yen:
    qualifies = steps.take(
        "relative_for_income_adjustment",
        adjustment.relative_for_income_adjustment,
        disability=columns.disability,
        dependants_under16=columns.dependants_under16,
        dependants_other_under23=columns.dependants_other_under23,
        dependants_specified=columns.dependants_specified,
        disabled_special=columns.disabled_special,
        spouse_special_disability=spouse & (columns.spouse_disability == Disability.SPECIAL),
        relative_in_other_report=columns.relative_for_income_adjustment,
    )
    exact = steps.take(
        "income_adjustment_child_exact",
        adjustment.income_adjustment_child_exact,
        revenue_employment=columns.revenue_employment,
        qualifies=qualifies,
        law=law.national.income_adjustment_child,
    )
    return steps.take("income_adjustment_child", round_up, amount=exact)


def _public_pension(columns: TaxpayerColumns, after_child: Yen, law: Law, steps: Steps) -> Yen:
    besides = steps.take(
        "income_besides_pension",
        pension.income_besides_pension,
        employment_after_child=after_child,
        income_business=columns.income_business,
        income_real_estate=columns.income_real_estate,
        income_interest=columns.income_interest,
        income_dividend=columns.income_dividend,
        income_miscellaneous=columns.income_miscellaneous,
    )
    smaller = steps.take(
        "smaller_pension_deduction",
        pension.smaller_pension_deduction,
        income_besides_pension=besides,
        law=law.national.public_pension_income,
    )
    exact = steps.take(
        "public_pension_income_exact",
        pension.public_pension_income_exact,
        revenue_public_pension=columns.revenue_public_pension,
        age=columns.age,
        smaller_deduction=smaller,
        law=law.national.public_pension_income,
    )
    return steps.take("income_public_pension", round_down, amount=exact)
