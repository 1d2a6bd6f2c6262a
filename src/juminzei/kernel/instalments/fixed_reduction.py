"""Where 定額減税 comes off in the year in which each way of collection had its own rule.

The amounts that come in are those before the relief (減税前の年税額): ordinary terms and
pension payments are divided before it, and the next year's provisional payments go by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.base.money import not_below_zero
from juminzei.kernel.instalments import divide

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.law import Law
    from juminzei.kernel.parameters.changes import ReliefCollection

ARTICLES = "地方税法附則5条の8から5条の12まで"


@cites(ARTICLES)
def ordinary(amount: Yen, relief: Yen, law: Law) -> Yen:
    """Return the terms of the tax before relief, with it off the first, then the next.

    Args:
        amount: Yen of the year before relief.
        relief: Yen of 定額減税, at most ``amount``.
        law: The law of the year.
    """
    return off_in_order(divide.ordinary(amount, law), relief)


@cites(ARTICLES)
def special(amount: Yen, relief: Yen, law: Law, rule: ReliefCollection) -> Yen:
    """Return June to May: nothing in June, the tax after relief spread over the other months.

    Whoever has no relief is withheld from in June like every year.
    """
    left_out = rule.special_months_left_out
    unit = law.national.collection.special_unit
    left = amount - relief
    later = divide.evenly(left, divide.MONTHS - left_out, unit)
    if rule.fixed_charge_at_once:
        small = (left <= divide.fixed_charge(law))[:, None]
        later = np.where(small, divide.at_once(later), later)
    reduced = np.hstack([np.zeros((len(amount), left_out), np.int64), later])
    return np.where((relief > 0)[:, None], reduced, divide.special(amount, law))


@cites(ARTICLES)
def pension_first(amount: Yen, relief: Yen, law: Law) -> Yen:
    """Return the two ordinary terms and three payments, with the relief off in their order."""
    return off_in_order(divide.pension_first(amount, law), relief)


@cites(ARTICLES)
def pension(amount: Yen, previous: Yen, relief: Yen, law: Law) -> tuple[Yen, Yen]:
    """Return a later pension year and its refund: the relief comes off October, then on.

    The provisional payments stay; what the main ones cannot take of the relief is refunded.
    """
    payments, refund = divide.pension(amount, previous, law)
    main = payments[:, divide.PAYMENTS_A_HALF :]
    reduced = np.hstack([payments[:, : divide.PAYMENTS_A_HALF], off_in_order(main, relief)])
    return reduced, refund + not_below_zero(relief - main.sum(axis=1))


def off_in_order(parts: Yen, relief: Yen) -> Yen:
    """Return ``parts`` with ``relief`` taken off the first, then the next; never below 0."""
    before = parts.cumsum(axis=1) - parts
    taken = np.clip(relief[:, None] - before, 0, parts)
    reduced: Yen = parts - taken
    return reduced
