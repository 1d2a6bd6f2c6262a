"""What correspondence holds under some numbers, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from juminzei.apps.correspondence.models import ReturnedLetter
from juminzei.apps.correspondence.selectors.arrangements import in_force

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


class LetterHoldings(NamedTuple):
    """Rows about some numbers together."""

    arrangements: int
    """Sending addresses and representatives in force on the day."""
    returned: int


def letter_holdings(numbers: Collection[int], *, on: date) -> LetterHoldings:
    """Return what lies under ``numbers``; none of it moves when numbers are merged."""
    return LetterHoldings(
        arrangements=in_force(on).filter(addressee__in=numbers).count(),
        returned=ReturnedLetter.objects.filter(addressee__in=numbers).count(),
    )
