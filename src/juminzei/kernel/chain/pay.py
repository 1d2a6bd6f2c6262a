"""Part of the first stage: 給与所得, before what pay and pension share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.columns import Disability
from juminzei.kernel.rules import employment_income as employment
from juminzei.kernel.rules import income_adjustment as adjustment
from juminzei.kernel.rules.rounding import round_down, round_up

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Yen
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.shared_law import SharedLaw
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Pay:
    """給与所得, and what 所得金額調整控除 for children takes off it; yen."""

    employment: Yen
    adjustment_child: Yen
    after_child: Yen


def pay(
    columns: TaxpayerColumns, spouse_same_livelihood: Flags, law: SharedLaw, steps: Steps
) -> Pay:
    """Return what each person earned by work for others."""
    earned = _employment(columns, law, steps)
    child = _adjustment_child(columns, spouse_same_livelihood, law, steps)
    after_child = steps.take(
        "employment_after_child",
        adjustment.employment_income_less,
        income_employment=earned,
        adjustment=child,
    )
    return Pay(earned, child, after_child)


def _employment(columns: TaxpayerColumns, law: SharedLaw, steps: Steps) -> Yen:
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
    half = steps.take(
        "specified_expenses_threshold_exact",
        employment.specified_expenses_threshold_exact,
        revenue_employment=columns.revenue_employment,
        income_by_table=by_table,
        law=law.national.specified_expenses,
    )
    expenses = steps.take(
        "specified_expenses_deduction",
        employment.specified_expenses_deduction,
        specified_expenses=columns.specified_expenses,
        threshold=steps.take("specified_expenses_threshold", round_down, amount=half),
        income_by_table=by_table,
    )
    return steps.take(
        "income_employment",
        employment.employment_income,
        income_by_table=by_table,
        specified_expenses_deduction=expenses,
    )


def _adjustment_child(columns: TaxpayerColumns, spouse: Flags, law: SharedLaw, steps: Steps) -> Yen:
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
