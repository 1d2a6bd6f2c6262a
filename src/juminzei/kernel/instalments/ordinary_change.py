"""普通徴収 after the notice: more or less tax, terms of their own, a switch to the employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.business_days import next_open_day
from juminzei.base.citation import cites
from juminzei.kernel.instalments import divide

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.kernel.law import Law
    from juminzei.kernel.parameters.changes import OrdinaryNotice


class TooLateError(ValueError):
    """There is no term or month left for what was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedTerms:
    """The terms after a change; ``sum(terms) + extra`` is the changed tax of the year."""

    terms: tuple[int, ...]
    extra: int = 0
    """Yen for which no term is left: billed with a due date of its own (随時期)."""
    refund: int = 0
    """Yen paid above what the terms now are; used on unpaid dues first (過誤納)."""


@cites("地方税法319条の2")
def first_open_term(due_on: Sequence[date], notified_on: date, law: OrdinaryNotice) -> int:
    """Return the place of the first term that a notice can still change, ``len`` if none.

    The notice must reach the taxpayer ten days before the term's due date; ten days before
    30 June is 20 June.
    """
    latest = timedelta(days=law.days_before_due)
    return sum(day - latest < notified_on for day in due_on)


@cites("地方税法20条の4の2第6項", "地方税法320条", "地方税法321条の2")
def changed_ordinary(
    terms: Sequence[int], *, amount: int, first_open: int, paid: Sequence[int] = (), law: Law
) -> ChangedTerms:
    """Return the terms when the year's tax becomes ``amount``.

    Terms before ``first_open`` and terms paid in full stay; the rest is divided evenly over
    the others. If those that stay are already too much, they are lowered from the last on.

    Args:
        terms: Yen notified so far.
        amount: Yen of the year after the change.
        first_open: Place of the first term that can still be changed.
        paid: Yen paid of each term so far; none by default.
        law: The law of the year.
    """
    payments = [*paid, *[0] * (len(terms) - len(paid))]
    stays = [
        place < first_open or 0 < due <= payment
        for place, (due, payment) in enumerate(zip(terms, payments, strict=True))
    ]
    changed = [due if stay else 0 for due, stay in zip(terms, stays, strict=True)]
    rest = amount - sum(changed)
    free = [place for place, stay in enumerate(stays) if not stay]
    extra = 0
    if rest < 0:
        changed = _lowered(changed, -rest)
    elif free:
        for place, part in zip(free, spread(rest, len(free), _unit(law)), strict=True):
            changed[place] = part
    else:
        extra = rest
    refund = sum(max(0, had - due) for had, due in zip(payments, changed, strict=True))
    return ChangedTerms(terms=tuple(changed), extra=extra, refund=refund)


@cites("地方税法319条の2", "地方税法320条")
def extra_terms(
    amount: int, *, due_on: Sequence[date], notified_on: date, notice: OrdinaryNotice, law: Law
) -> list[tuple[int, date]]:
    """Return terms outside the regular ones: 随時期, and tax of a past year (過年度分).

    Args:
        amount: Yen to be billed.
        due_on: One or more days chosen by the city; shifted off closed days here.
        notified_on: The day of the notice.
        notice: How long before the first day it must come.
        law: The law of the year.

    Raises:
        TooLateError: A day comes too soon after the notice.
    """
    if first_open_term(due_on, notified_on, notice):
        raise TooLateError(
            f"{due_on[0]} is less than {notice.days_before_due} days after {notified_on}"
        )
    parts = spread(amount, len(due_on), _unit(law))
    return [(part, next_open_day(day)) for part, day in zip(parts, due_on, strict=True)]


@cites("地方税法321条の4")
def switched_to_special(
    terms: Sequence[int], *, first_open: int, first_month: int, law: Law
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the ordinary terms left, and the months that an employer withholds instead.

    Terms whose due date is past stay with the taxpayer.

    Args:
        terms: Yen notified so far.
        first_open: Place of the first term that is not due yet.
        first_month: Place of the first month withheld, 0 for June.
        law: The law of the year.

    Raises:
        TooLateError: No month is left before June.
    """
    if first_month >= divide.MONTHS:
        raise TooLateError("no month is left in which the employer could withhold; bill the rest")
    moved = sum(terms[first_open:])
    months = spread(moved, divide.MONTHS - first_month, law.national.collection.special_unit)
    left = [*terms[:first_open], *[0] * (len(terms) - first_open)]
    return tuple(left), (*[0] * first_month, *months)


def spread(amount: int, parts: int, unit: int) -> list[int]:
    """Return one amount in equal parts cut to ``unit``; the first takes what is left over."""
    divided: list[int] = divide.evenly(np.array([amount]), parts, unit)[0].tolist()
    return divided


def _lowered(terms: Sequence[int], by: int) -> list[int]:
    """Return the terms made smaller by ``by`` yen together, the last first."""
    lowered = list(terms)
    for place in reversed(range(len(lowered))):
        less = min(lowered[place], by)
        lowered[place] -= less
        by -= less
    return lowered


def _unit(law: Law) -> int:
    return law.national.collection.ordinary_unit
