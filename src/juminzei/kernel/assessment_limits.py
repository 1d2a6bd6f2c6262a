"""期間制限: until when an assessment can be made, raised or lowered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.month_periods import last_day

if TYPE_CHECKING:
    from datetime import date

    from juminzei.kernel.parameters.limits import AssessmentLimitLaw, Limit

MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentLimits:
    """The last days on which each kind of assessment can be made."""

    increase: date
    decrease: date


@cites("地方税法17条の5第3項・第4項・第7項", "地方税法17条の6第1項・第3項")
def assessment_limits(
    *,
    statutory_due_on: date,
    fraud: bool = False,
    income_tax_acted_on: date | None = None,
    ruled_on: date | None = None,
    law: AssessmentLimitLaw,
) -> AssessmentLimits:
    """Return the last days of raising and of lowering a tax.

    Closed days do not prolong them: they are no time limit for payments or papers.

    Args:
        statutory_due_on: 法定納期限, of the first term.
        fraud: Tax was evaded by 偽りその他不正の行為.
        income_tax_acted_on: The day of the correction, determination or return of income tax
            that the assessment follows.
        ruled_on: The day of a ruling (裁決) or judgment that the assessment follows.
        law: The periods.
    """
    increase, decrease = law.increase, law.decrease
    if fraud:
        increase = decrease = law.fraud
    others = [
        _last(start, limit)
        for start, limit in ((income_tax_acted_on, law.income_tax), (ruled_on, law.ruling))
        if start is not None
    ]
    return AssessmentLimits(
        increase=max([_last(statutory_due_on, increase), *others]),
        decrease=max([_last(statutory_due_on, decrease), *others]),
    )


def _last(start: date, limit: Limit) -> date:
    months = limit.years * MONTHS + limit.months
    return last_day(start + timedelta(days=1), months=months)
