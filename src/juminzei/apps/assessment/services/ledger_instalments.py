"""The year's instalments of many people at once: one column a due date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel import instalments as divide
from juminzei.kernel.instalments import due_dates

if TYPE_CHECKING:
    from juminzei.apps.assessment.services.collection_method import Collection
    from juminzei.base.money import Yen
    from juminzei.kernel.instalments import Due
    from juminzei.kernel.law import Law

FIRST_YEAR_TERMS = 2
"""Ordinary terms (June, August) in the first year of withholding from the pension."""
PROVISIONAL = 3
"""Pension payments of the 仮徴収 (April, June, August), before as many of the 本徴収."""


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """What each person owes on each due date."""

    slots: tuple[Due, ...]
    amounts: Yen
    """Shape (people, slots), yen, 0 where nothing falls due."""
    special_amount: Yen
    pension_amount: Yen
    """What is withheld from the pension this year."""
    ordinary_amount: Yen
    """What payment slips are sent for."""


def slots(tax_year: int, law: Law) -> tuple[Due, ...]:
    """Return every due date of the year: four ordinary, twelve special, six of pensions."""
    return tuple(
        due
        for method in ("ordinary", "special", "pension")
        for due in due_dates(tax_year, method, law)
    )


def spread(parts: Collection, *, tax_year: int, previous_pension: Yen, law: Law) -> Spread:
    """Divide each part into its instalments, so that every yen falls due once.

    Args:
        parts: From :func:`~juminzei.apps.assessment.services.collection_method.collection`.
        tax_year: 年度.
        previous_pension: Last year's amount of the part on pensions, yen, of which half
            is withheld provisionally.
        law: The year's law.
    """
    first = divide.pension_first(np.where(parts.continued, 0, parts.pension), law)
    continued, _refund = divide.pension(
        np.where(parts.continued, parts.pension, 0),
        np.where(parts.continued, previous_pension, 0),
        law,
    )
    ordinary = divide.ordinary(parts.ordinary, law)
    ordinary[:, :FIRST_YEAR_TERMS] += first[:, :FIRST_YEAR_TERMS]
    continued[:, PROVISIONAL:] += first[:, FIRST_YEAR_TERMS:]
    slips = ordinary.sum(axis=1)
    return Spread(
        slots=slots(tax_year, law),
        amounts=np.hstack([ordinary, divide.special(parts.special, law), continued]),
        special_amount=parts.special,
        pension_amount=parts.pension + parts.ordinary - slips,
        ordinary_amount=slips,
    )
