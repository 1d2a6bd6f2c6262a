"""What the register of addressees holds under some numbers, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from juminzei.apps.addressees.models import AddresseeVersion, LocalPremises
from juminzei.apps.addressees.selectors.protection import flagged

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


class RegisterHoldings(NamedTuple):
    """Rows under some numbers together."""

    versions: int
    premises: int
    protected: bool
    """Whether one of the numbers is flagged on the day (支援措置)."""


def register_holdings(numbers: Collection[int], *, on: date) -> RegisterHoldings:
    """Return what lies under ``numbers``; none of it is rewritten when numbers are merged."""
    return RegisterHoldings(
        versions=AddresseeVersion.objects.filter(addressee__in=numbers).count(),
        premises=LocalPremises.objects.filter(addressee__in=numbers).count(),
        protected=not flagged(on).isdisjoint(numbers),
    )
