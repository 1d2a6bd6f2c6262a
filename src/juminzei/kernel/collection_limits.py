"""Days of collecting: the demand, the seizure after it, and until when money can be claimed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.month_periods import last_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.kernel.parameters.limits import CollectionLimitLaw, Limit

MONTHS = 12
DAY = timedelta(days=1)


@cites("地方税法329条1項")
def demand_by(due_on: date, law: CollectionLimitLaw) -> date:
    """Return the last day on which the demand (督促状) is to be sent.

    Args:
        due_on: The due date, already shifted off closed days.
        law: The periods.
    """
    return due_on + law.demand.days * DAY


@cites("地方税法331条1項")
def seizure_from(demanded_on: date, law: CollectionLimitLaw) -> date:
    """Return the first day on which property is to be seized if nothing was paid.

    Payment may come until the day after the tenth, counted from the demand's own day.
    """
    return _demand_over(demanded_on, law) + DAY


@cites("地方税法18条1項", "地方税法18条の2第1項")
def limitation_ends(
    due_on: date,
    *,
    demanded_on: date | None = None,
    restarted_on: Sequence[date] = (),
    law: CollectionLimitLaw,
) -> date:
    """Return the last day on which an instalment can be collected; then it is extinct.

    Args:
        due_on: 納期限 of the instalment.
        demanded_on: The day of the demand; the time starts anew after its ten days.
        restarted_on: Last days of what made it start anew: seizure, grace, acknowledgement.
        law: The periods.
    """
    starts = [due_on, *restarted_on]
    if demanded_on is not None:
        starts.append(_demand_over(demanded_on, law))
    return _over(max(starts), law.limitation)


@cites("地方税法18条の3第1項")
def refund_claim_ends(claimable_on: date, law: CollectionLimitLaw) -> date:
    """Return the last day on which a refund can be claimed, from the day it first could be."""
    return _over(claimable_on - DAY, law.refund_claim)


@cites("地方税法15条の7第4項")
def duty_lapses_on(stayed_on: date, law: CollectionLimitLaw) -> date:
    """Return the last day of the years after which a stay of enforcement ends the duty."""
    return _over(stayed_on, law.enforcement_stay)


def _demand_over(demanded_on: date, law: CollectionLimitLaw) -> date:
    """Return 督促状を発した日から起算して10日を経過した日."""
    return demanded_on + law.seizure.days * DAY


def _over(day: date, limit: Limit) -> date:
    """Return the last day of years that count from the day after ``day``."""
    return last_day(day + DAY, months=limit.years * MONTHS)
