"""延滞金 of one instalment that was paid late."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from juminzei.base.business_days import next_open_day
from juminzei.base.citation import cites
from juminzei.base.month_periods import last_day
from juminzei.kernel.delinquency.rates import UnknownRateError, year_rates
from juminzei.kernel.delinquency.runs import (
    DAY,
    Remission,
    RemissionKind,
    Run,
    Terms,
    charged_base,
    overlapping,
    rounded_charge,
    runs,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from juminzei.kernel.parameters.interest import InterestLaw

NONE_ASSUMED: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What is charged, and how it came about."""

    charge: int
    """Yen, whole hundreds, 0 below 1,000."""
    base: int
    """Yen that were charged on at first, whole thousands."""
    due_on: date | None = None
    """The due date, shifted off closed days; None for refund interest."""
    runs: tuple[Run, ...]


@cites(
    "地方税法326条", "地方税法20条の4の2第2項・第5項", "地方税法20条の5第2項", "地方税法附則3条の2"
)
def delinquency_charge(
    *,
    tax: int,
    due_on: date,
    paid_on: date,
    payments: Sequence[tuple[date, int]] = (),
    remissions: Sequence[Remission] = (),
    law: InterestLaw,
    assumed: Mapping[int, int] = NONE_ASSUMED,
) -> Charge:
    """Return the 延滞金 on one instalment.

    Days count from the one after the due date to that of the payment. The lower rate holds
    for a month. A payment in part goes to the tax first; the base falls the day after.

    Args:
        tax: Yen of the instalment.
        due_on: 納期限; a closed day is shifted here, an open one stays.
        paid_on: When the tax, or the rest of it, was paid.
        payments: Earlier payments in part: day and yen.
        remissions: Days on which the charge is let off.
        law: Rates and rounding.
        assumed: For a year without known rates, the year whose rates are taken.

    Raises:
        UnknownRateError: A day lies in a year whose rates are not known.
        ValueError: Payments leave no tax for ``paid_on`` or come after it, remissions
            overlap, or holidays of the due date's year are not known.
    """
    _refuse_impossible(tax, paid_on, payments, remissions)
    due = next_open_day(due_on)
    first = due + DAY
    month_over = last_day(first, months=law.first_period.months)

    def terms_on(day: date) -> Terms:
        rates = year_rates(day.year, law, assumed=assumed)
        remission = next((one.kind for one in remissions if one.first <= day <= one.last), None)
        rate = rates.first_month if day <= month_over else rates.later
        if remission is RemissionKind.GRACE:
            if rates.grace is None:
                raise UnknownRateError(day.year, "猶予期間の延滞金", law)
            rate = rates.grace
        unpaid = tax - sum(yen for paid, yen in payments if paid < day)
        return Terms(rate, charged_base(unpaid, law), remission)

    base = charged_base(tax - sum(yen for paid, yen in payments if paid <= due), law)
    breaks = {month_over + DAY, *(paid + DAY for paid, _ in payments)}
    breaks |= {edge for one in remissions for edge in (one.first, one.last + DAY)}
    parts = runs(first, paid_on, breaks, terms_on, law) if base else []
    return Charge(charge=rounded_charge(parts, law), base=base, due_on=due, runs=tuple(parts))


def _refuse_impossible(
    tax: int,
    paid_on: date,
    payments: Sequence[tuple[date, int]],
    remissions: Sequence[Remission],
) -> None:
    if any(paid > paid_on for paid, _ in payments):
        raise ValueError("一部納付の日が、残りを納めた日より後です。日付を確かめてください。")
    if payments and sum(yen for _, yen in payments) >= tax:
        raise ValueError(
            "一部納付の合計が税額に達しています。最後の納付は、納めた日として指定してください。"
        )
    if any(one.last < one.first for one in remissions):
        raise ValueError("免除の期間の終わりが、始まりより前です。日付を確かめてください。")
    if overlapping(remissions):
        raise ValueError("免除の期間が重なっています。重ならないように分けてください。")
