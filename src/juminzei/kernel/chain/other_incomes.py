"""Part of the first stage: all incomes but pay and pension, before they are netted together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.few import few_with
from juminzei.kernel.chain.separate import incomes_apart
from juminzei.kernel.chain.transfers import KINDS as MOVED
from juminzei.kernel.chain.transfers import transfers
from juminzei.kernel.rules import home_work as homes
from juminzei.kernel.rules import netting
from juminzei.kernel.rules import total_income as totals

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.few import Few
    from juminzei.kernel.chain.transfers import Transfers
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.shared_law import SharedLaw
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class OtherIncomes:
    """Incomes besides pay and pension, before netting with those; yen."""

    real_estate: Yen
    """Below 0 in a loss, without interest on debts for land."""
    home_work: Yen
    movers: Few
    """Who has incomes of the next."""
    moved: Transfers | None
    """Of the movers; None if there are none."""
    apart: dict[str, Yen]
    """Incomes netted with nothing but their like; empty if nobody has any."""
    apart_total: Yen


def other_incomes(columns: TaxpayerColumns, law: SharedLaw, steps: Steps) -> OtherIncomes:
    """Return the incomes besides pay and pension; what nobody has is left out."""
    apart = incomes_apart(columns, steps)
    movers = few_with(*(getattr(columns, kind) for kind in MOVED))
    nothing = np.zeros(len(columns), np.int64)
    return OtherIncomes(
        real_estate=_real_estate(columns, steps),
        home_work=_home_work(columns, law, steps),
        movers=movers,
        moved=transfers(columns, movers, law, steps) if movers else None,
        apart=apart,
        apart_total=steps.take("separate_income_total", totals.separate_income_total, **apart)
        if apart
        else nothing,
    )


def _real_estate(columns: TaxpayerColumns, steps: Steps) -> Yen:
    if not columns.real_estate_land_interest.any():
        return columns.income_real_estate
    return steps.take(
        "real_estate_netted",
        netting.real_estate_netted,
        income_real_estate=columns.income_real_estate,
        real_estate_land_interest=columns.real_estate_land_interest,
    )


def _home_work(columns: TaxpayerColumns, law: SharedLaw, steps: Steps) -> Yen:
    if not columns.home_work_revenue.any():
        return columns.home_work_revenue
    left = steps.take(
        "home_work_minimum_left",
        homes.home_work_minimum_left,
        revenue_employment=columns.revenue_employment,
        law=law.national.home_work,
    )
    expenses = steps.take(
        "home_work_expenses_counted",
        homes.home_work_expenses_counted,
        home_work_revenue=columns.home_work_revenue,
        home_work_expenses=columns.home_work_expenses,
        minimum_left=left,
    )
    return steps.take(
        "home_work_income",
        homes.home_work_income,
        home_work_revenue=columns.home_work_revenue,
        expenses=expenses,
    )
