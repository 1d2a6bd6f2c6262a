"""異動: an employee leaves, and the rest of the year's tax is taken otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.kernel.parameters.changes import LumpSum, MonthDay


class LumpSumRule(StrEnum):
    """Whether the employer takes the rest from the last pay in one sum (一括徴収)."""

    COMPULSORY = "compulsory"
    ON_REQUEST = "on_request"
    NONE = "none"


class Rest(StrEnum):
    """How the rest of the tax is taken after somebody left."""

    NOTHING = "nothing"
    """Nothing is left to take."""
    NEW_EMPLOYER = "new_employer"
    LUMP_SUM = "lump_sum"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """What the employer reports (給与所得者異動届出書)."""

    left_on: date
    pay: int
    """Yen of pay and retirement pay still to be paid until 31 May."""
    requested: bool = False
    """The employee asked for the lump sum."""
    new_employer: bool = False
    """Another employer goes on withholding."""
    died: bool = False


@cites("地方税法321条の5第2項")
def lump_sum_rule(left_on: date, law: LumpSum) -> LumpSumRule:
    """Return what holds for the day of leaving: in May the last month is simply withheld."""
    if _within(left_on, law.compulsory_from, law.compulsory_until):
        return LumpSumRule.COMPULSORY
    if _within(left_on, law.on_request_from, law.on_request_until):
        return LumpSumRule.ON_REQUEST
    return LumpSumRule.NONE


@cites("地方税法321条の5", "地方税法321条の7")
def rest_after_departure(
    months: Sequence[int], *, withheld: int, departure: Departure, law: LumpSum
) -> tuple[Rest, int]:
    """Return how the rest is taken, and the yen of it.

    A lump sum needs pay above the rest; of somebody who died none is taken.

    Args:
        months: Yen of June to May.
        withheld: How many of them the employer has withheld or still withholds as usual.
        departure: What the employer reports.
        law: When the lump sum is compulsory, and when it can be asked for.
    """
    rest = sum(months[withheld:])
    if not rest:
        return Rest.NOTHING, 0
    if departure.new_employer and not departure.died:
        return Rest.NEW_EMPLOYER, rest
    rule = lump_sum_rule(departure.left_on, law)
    wanted = rule is LumpSumRule.COMPULSORY or (
        rule is LumpSumRule.ON_REQUEST and departure.requested
    )
    if wanted and departure.pay > rest and not departure.died:
        return Rest.LUMP_SUM, rest
    return Rest.ORDINARY, rest


def _within(day: date, start: MonthDay, end: MonthDay) -> bool:
    return (start.month, start.day) <= (day.month, day.day) <= (end.month, end.day)
