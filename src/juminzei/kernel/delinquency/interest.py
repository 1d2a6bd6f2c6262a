"""還付加算金: interest on tax that the city gives back, and the day it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.month_periods import last_day
from juminzei.kernel.delinquency.charge import NONE_ASSUMED, Charge
from juminzei.kernel.delinquency.rates import year_rates
from juminzei.kernel.delinquency.runs import DAY, Terms, charged_base, rounded_charge, runs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from juminzei.kernel.parameters.interest import InterestLaw

CLAIM_MONTHS = 3
CORRECTION_MONTHS = INCOME_TAX_MONTHS = MISTAKE_MONTHS = 1


@cites("地方税法17条の4", "地方税法附則3条の2第4項", "地方税法20条の4の2第2項・第5項")
def refund_interest(
    *,
    amount: int,
    start_on: date,
    decided_on: date,
    law: InterestLaw,
    assumed: Mapping[int, int] = NONE_ASSUMED,
) -> Charge:
    """Return the 還付加算金 on an amount that is refunded or used on other dues.

    Args:
        amount: Yen given back.
        start_on: First day counted, see the functions below.
        decided_on: Last day counted: when the refund was decided, or the amount used.
        law: Rates and rounding.
        assumed: For a year without known rates, the year whose rates are taken.

    Raises:
        UnknownRateError: A day lies in a year whose rates are not known.
    """
    base = charged_base(amount, law)

    def terms_on(day: date) -> Terms:
        rates = year_rates(day.year, law, assumed=assumed, what="還付加算金")
        return Terms(rates.refund, base)

    parts = runs(start_on, decided_on, (), terms_on, law) if base else []
    return Charge(charge=rounded_charge(parts, law), base=base, runs=tuple(parts))


@cites("地方税法17条の4第1項1号")
def start_after_assessment(paid_on: date) -> date:
    """Return the first day when the city itself lowered its assessment: the one after payment."""
    return paid_on + DAY


@cites("地方税法17条の4第1項2号")
def start_after_claim(*, paid_on: date, claimed_on: date, corrected_on: date) -> date:
    """Return the first day after 更正の請求: three months after it, or one after the correction."""
    claim = _after(claimed_on, CLAIM_MONTHS)
    correction = _after(corrected_on, CORRECTION_MONTHS)
    return max(paid_on + DAY, min(claim, correction))


@cites("地方税法17条の4第1項3号")
def start_after_income_tax(*, paid_on: date, acted_on: date) -> date:
    """Return the first day when income tax was the cause: a month after its notice or return."""
    return max(paid_on + DAY, _after(acted_on, INCOME_TAX_MONTHS))


@cites("地方税法17条の4第1項4号")
def start_after_mistake(paid_on: date) -> date:
    """Return the first day for what was paid by mistake (誤納): a month after the payment."""
    return _after(paid_on, MISTAKE_MONTHS)


@cites("民法140条", "民法143条")
def _after(day: date, months: int) -> date:
    """Return the day after the one with which months counted from the next day are over."""
    return last_day(day + DAY, months=months) + DAY
