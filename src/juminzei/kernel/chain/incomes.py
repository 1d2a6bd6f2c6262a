"""First stage: revenue becomes income (所得)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.carryforward import after_carryforwards
from juminzei.kernel.chain.netting import netting_of_movers
from juminzei.kernel.chain.other_incomes import other_incomes
from juminzei.kernel.chain.pay import pay
from juminzei.kernel.chain.separate import SeparateAmounts
from juminzei.kernel.rules import income_adjustment as adjustment
from juminzei.kernel.rules import netting as nets
from juminzei.kernel.rules import public_pension_income as pension
from juminzei.kernel.rules import total_income as totals
from juminzei.kernel.rules.exemption import spouse_same_livelihood
from juminzei.kernel.rules.rounding import round_down
from juminzei.kernel.separate_kinds import APART, KINDS
from juminzei.kernel.steps import WithoutPension

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Yen
    from juminzei.kernel.chain.netting import Netted
    from juminzei.kernel.chain.other_incomes import OtherIncomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.shared_law import SharedLaw
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
    """総所得金額, after losses of former years."""
    aggregate: Yen
    total_etc: Yen
    """``total`` and ``separate``, that is, with land before its special deductions."""
    separate: SeparateAmounts


def incomes(columns: TaxpayerColumns, law: SharedLaw, steps: Steps) -> Incomes:
    """Return the incomes of all people, in the order of the law."""
    spouse = steps.take(
        "spouse_same_livelihood",
        spouse_same_livelihood,
        has_spouse=columns.has_spouse,
        spouse_income=columns.spouse_income,
        law=law.national.relatives,
    )
    paid = pay(columns, spouse, law, steps)
    others = other_incomes(columns, law, steps)
    received = _public_pension(columns, paid.after_child, others, law, steps)
    both = steps.take(
        "income_adjustment_pension",
        adjustment.income_adjustment_pension,
        employment_after_child=paid.after_child,
        income_public_pension=received,
        law=law.national.income_adjustment_pension,
    )
    from_work = steps.take(
        "income_from_work",
        adjustment.employment_income_less,
        income_employment=paid.after_child,
        adjustment=both,
    )
    current = steps.take(
        "current_income",
        nets.current_income,
        **_current(columns, others),
        employment_after_adjustments=from_work,
        income_public_pension=received,
    )
    netted = netting_of_movers(current, others.movers, others.moved, law, steps)
    totalled = _totals(columns, netted, others, law, steps)
    return Incomes(
        spouse_same_livelihood=spouse,
        employment=paid.employment,
        public_pension=received,
        adjustment_child=paid.adjustment_child,
        adjustment_pension=both,
        from_work=from_work,
        total=totalled.total,
        aggregate=totalled.aggregate,
        total_etc=totalled.total_etc,
        separate=totalled.separate,
    )


def _current(columns: TaxpayerColumns, others: OtherIncomes) -> dict[str, Yen]:
    """Return the 経常所得 that are neither pay nor pension."""
    return {
        "income_business": columns.income_business,
        "real_estate_netted": others.real_estate,
        "income_interest": columns.income_interest,
        "income_dividend": columns.income_dividend,
        "income_miscellaneous": columns.income_miscellaneous,
        "home_work_income": others.home_work,
    }


def _public_pension(
    columns: TaxpayerColumns, after_child: Yen, others: OtherIncomes, law: SharedLaw, steps: Steps
) -> Yen:
    without = steps.take(
        "current_besides_pension",
        nets.current_income,
        **_current(columns, others),
        employment_after_adjustments=after_child,
        income_public_pension=np.zeros(len(columns), np.int64),
    )
    again = WithoutPension(steps)
    netted = netting_of_movers(without, others.movers, others.moved, law, again)
    besides = steps.take(
        "income_besides_pension",
        pension.income_besides_pension,
        comprehensive=netted.comprehensive,
        forestry_income=netted.forestry,
        retirement_income=netted.retirement,
        separate=others.apart_total,
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


@dataclass(frozen=True, slots=True, eq=False)
class _Totals:
    """The sums that thresholds and deductions are measured by."""

    aggregate: Yen
    total: Yen
    total_etc: Yen
    separate: SeparateAmounts


def _totals(
    columns: TaxpayerColumns, netted: Netted, others: OtherIncomes, law: SharedLaw, steps: Steps
) -> _Totals:
    """Return the sums before and after losses of former years."""
    aggregate = steps.take(
        "aggregate_income",
        totals.aggregate_income,
        comprehensive=netted.comprehensive,
        forestry_income=netted.forestry,
        retirement_income=netted.retirement,
        separate=others.apart_total,
    )
    had = {"comprehensive": netted.comprehensive, **others.apart}
    if others.moved is not None:
        had |= {"forestry": netted.forestry, "retirement": netted.retirement}
    after = after_carryforwards(had, columns, aggregate, law, steps)
    nothing = np.zeros(len(columns), np.int64)
    separate = {kind: after.get(kind, nothing) for kind in KINDS}
    total = steps.take("total_income", totals.total_income, comprehensive=after["comprehensive"])
    apart = nothing
    if others.apart:
        apart = steps.take(
            "separate_income_etc",
            totals.separate_income_total,
            **{kind: separate[kind] for kind in APART},
        )
    total_etc = steps.take(
        "total_income_etc",
        totals.total_income_etc,
        total_income=total,
        forestry_income=separate["forestry"],
        retirement_income=separate["retirement"],
        separate=apart,
    )
    return _Totals(aggregate, total, total_etc, SeparateAmounts(**separate))
