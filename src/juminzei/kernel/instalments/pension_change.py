"""公的年金特別徴収 after the notice: changes of the tax, stops, and moving out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.kernel.instalments.ordinary_change import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.kernel.law import Law
    from juminzei.kernel.parameters.changes import MonthDay, PensionChange

APRIL, OCTOBER = 4, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPension:
    """October, December and February after a change.

    What is collected before them, ``sum(main) + billed - refund``, makes the changed tax.
    """

    main: tuple[int, ...]
    billed: int = 0
    """Yen that the taxpayer pays by ordinary collection."""
    refund: int = 0
    stopped: bool = False
    """Nothing more is withheld from this year's pension."""


@cites("地方税法施行令48条の9の15", "地方税法321条の7の9")
def changed_pension(
    main: Sequence[int],
    *,
    before: int,
    amount: int,
    decided_on: date,
    law: Law,
    rule: PensionChange,
) -> ChangedPension:
    """Return the main payments when the tax on the pension becomes ``amount``.

    A change by 10 October changes December and February, one by 10 December February. The
    rule says whether more tax is withheld or billed, and whether the withholding stops or
    goes on unchanged when it is too late to change it.

    Args:
        main: Yen of October, December and February, as notified.
        before: Yen collected from April to August, provisionally or by slips.
        amount: Yen of the year on the pension after the change.
        decided_on: The day of the change.
        law: The law of the year.
        rule: The days until which payments can be changed, and what then.
    """
    kept = _payments_kept(law.tax_year, decided_on, rule)
    too_late = kept == len(main)
    if too_late and rule.stopped_after:
        return _stopped(main, kept - 1, before, amount)
    more = amount - before - sum(main)
    if too_late or (more >= 0 and not rule.increase_withheld):
        return ChangedPension(main=tuple(main), billed=max(0, more), refund=max(0, -more))
    taken = before + sum(main[:kept])
    unit = law.national.collection.pension_unit
    later = spread(max(0, amount - taken), len(main) - kept, unit)
    return ChangedPension(main=(*main[:kept], *later), refund=max(0, taken - amount))


@cites("地方税法321条の7の7", "地方税法321条の7の9")
def stopped_pension(
    main: Sequence[int], *, before: int, amount: int, payments_made: int
) -> ChangedPension:
    """Return what is left when the pension payer stops: death, no pension, no care insurance.

    Args:
        main: Yen of October, December and February, as notified.
        before: Yen collected from April to August.
        amount: Yen of the year on the pension.
        payments_made: How many of ``main`` are withheld nevertheless, 0 to 3.
    """
    return _stopped(main, payments_made, before, amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterMovingOut:
    """Which withholding goes on for the city that somebody left."""

    this_year: bool
    """What is left of the tax year (April to March) in which he moved."""
    next_provisional: bool
    next_main: bool


@cites("地方税法321条の7の2", "地方税法321条の7の8", "地方税法321条の7の9")
def after_moving_out(moved_on: date) -> AfterMovingOut:
    """Return what goes on: the year's withholding always, the next provisional after 1 January.

    Whoever moves from January to March is still taxed here for the next year, and April's
    withholding is under way; its main payments are not ordered any more.
    """
    taxed_next_year = moved_on.month < APRIL
    return AfterMovingOut(this_year=True, next_provisional=taxed_next_year, next_main=False)


def _payments_kept(tax_year: int, decided_on: date, rule: PensionChange) -> int:
    """Return how many of the three main payments cannot be changed any more."""
    if decided_on <= _day(tax_year, rule.two_payments_until):
        return 1
    return 2 if decided_on <= _day(tax_year, rule.one_payment_until) else 3


def _stopped(main: Sequence[int], made: int, before: int, amount: int) -> ChangedPension:
    taken = before + sum(main[:made])
    return ChangedPension(
        main=(*main[:made], *[0] * (len(main) - made)),
        billed=max(0, amount - taken),
        refund=max(0, taken - amount),
        stopped=True,
    )


def _day(year: int, day: MonthDay) -> date:
    return date(year, day.month, day.day)
