"""Dividing amounts: what rounding leaves over always goes into the first instalment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.base.money import at_most, larger_of, not_below_zero, rounded_down_to

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.law import Law

MONTHS = 12
HALF_YEAR = 6
PAYMENTS_A_HALF = 3
"""Pension payments in half a year."""


@cites("地方税法320条", "地方税法20条の4の2第6項")
def ordinary(amount: Yen, law: Law) -> Yen:
    """Return the terms of 普通徴収, shape (n, terms), in the order in which they fall due.

    Args:
        amount: Yen of the year, 0 or more.
        law: Its ordinance says how many terms, and whether small amounts are due at once.
    """
    rules = law.city.ordinary_collection
    terms = evenly(amount, len(rules.due_on), law.national.collection.ordinary_unit)
    if rules.one_term_up_to_fixed_charge:
        terms = np.where((amount <= fixed_charge(law))[:, None], at_once(terms), terms)
    return terms


@cites("地方税法321条の5第1項")
def special(amount: Yen, law: Law) -> Yen:
    """Return the months of 給与特別徴収, June to May, shape (n, 12).

    An amount within the fixed charge is withheld in June at once.
    """
    months = evenly(amount, MONTHS, law.national.collection.special_unit)
    return np.where((amount <= fixed_charge(law))[:, None], at_once(months), months)


@cites("地方税法321条の5の2")
def half_yearly(amount: Yen, law: Law) -> Yen:
    """Return what a small employer pays over for June to November and December to May.

    The months withheld from pay stay those of :func:`special`; shape (n, 2).
    """
    months = special(amount, law)
    first, second = months[:, :HALF_YEAR].sum(axis=1), months[:, HALF_YEAR:].sum(axis=1)
    return np.stack([first, second], axis=1)


@cites("地方税法321条の7の2", "地方税法321条の7の8")
def pension_first(amount: Yen, law: Law) -> Yen:
    """Return the first year of 公的年金特別徴収, shape (n, 5).

    Two ordinary terms in June and August, then October, December and February.
    """
    unit = law.national.collection.pension_unit
    withheld = _half(amount, unit)
    billed = evenly(amount - withheld, 2, law.national.collection.ordinary_unit)
    return np.hstack([billed, evenly(withheld, PAYMENTS_A_HALF, unit)])


@cites("地方税法321条の7の2", "地方税法321条の7の8")
def pension(amount: Yen, previous: Yen, law: Law) -> tuple[Yen, Yen]:
    """Return a later year of 公的年金特別徴収, April to February, and what is to be refunded.

    Args:
        amount: Yen of the year on the pension.
        previous: Yen of the year before; half of it is taken provisionally (仮徴収).
        law: The law of the year.

    Returns:
        The payments, shape (n, 6), and the yen by which the provisional ones went too far.
    """
    unit = law.national.collection.pension_unit
    provisional = _half(previous, unit)
    main = not_below_zero(amount - provisional)
    payments = np.hstack(
        [evenly(provisional, PAYMENTS_A_HALF, unit), evenly(main, PAYMENTS_A_HALF, unit)]
    )
    return payments, not_below_zero(provisional - amount)


def fixed_charge(law: Law) -> int:
    """Return 均等割 of both bodies and 森林環境税, yen."""
    per_capita = law.city.per_capita_levy.amount + law.prefecture.per_capita_levy.amount
    forest = law.national.forest_environment_tax
    return per_capita + (0 if forest is None else forest.amount)


def _half(amount: Yen, unit: int) -> Yen:
    """Return half of the amounts cut to ``unit``, but at least one unit of what there is."""
    return at_most(larger_of(rounded_down_to(unit, amount // 2), unit), amount)


@cites("地方税法20条の4の2第6項")
def evenly(amount: Yen, parts: int, unit: int) -> Yen:
    """Return amounts in equal parts, shape (n, parts), each cut to ``unit`` but the first."""
    each = rounded_down_to(unit, amount // parts)
    columns = np.repeat(each[:, None], parts, axis=1)
    columns[:, 0] = amount - each * (parts - 1)
    return columns


def at_once(columns: Yen) -> Yen:
    """Return the same sums, all in the first column."""
    moved = np.zeros_like(columns)
    moved[:, 0] = columns.sum(axis=1)
    return moved
