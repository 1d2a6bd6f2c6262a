"""給与特別徴収 after the notice: the months from the one after the notice are changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.kernel.instalments import divide
from juminzei.kernel.instalments.ordinary_change import spread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.kernel.law import Law

JUNE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedMonths:
    """The months after a change; ``sum(months) + billed - refund`` is the changed tax."""

    months: tuple[int, ...]
    billed: int = 0
    """Yen for which no month is left: billed to the taxpayer."""
    refund: int = 0
    """Yen withheld too much: goes back to the taxpayer, not through the employer."""


@cites("地方税法321条の6")
def first_changed_month(tax_year: int, notified_on: date) -> int:
    """Return the place of the month after the notice, 0 for June, 12 when none is left."""
    after_notice = (notified_on.year - tax_year) * divide.MONTHS + notified_on.month + 1
    return min(max(0, after_notice - JUNE), divide.MONTHS)


@cites("地方税法321条の6", "地方税法17条")
def changed_special(
    months: Sequence[int], *, amount: int, first_changed: int, law: Law
) -> ChangedMonths:
    """Return the months when the tax withheld becomes ``amount``.

    Months before ``first_changed`` stay as notified; the rest is spread over the others,
    what is below 100 yen in the first of them, and none falls below 0.

    Args:
        months: Yen of June to May, as notified so far.
        amount: Yen of the year after the change.
        first_changed: Place of the first month changed, see :func:`first_changed_month`.
        law: The law of the year.
    """
    kept, left = list(months[:first_changed]), divide.MONTHS - first_changed
    rest = amount - sum(kept)
    if rest < 0:
        return ChangedMonths(months=(*kept, *[0] * left), refund=-rest)
    if not left:
        return ChangedMonths(months=tuple(kept), billed=rest)
    later = spread(rest, left, law.national.collection.special_unit)
    return ChangedMonths(months=(*kept, *later))
