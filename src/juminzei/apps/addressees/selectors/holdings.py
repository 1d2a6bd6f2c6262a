"""What the register of addressees holds under some numbers, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from juminzei.apps.addressees.models import AddresseeVersion, LocalPremises, ProtectedPerson

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


class RegisterHoldings(NamedTuple):
    """Rows under some numbers together."""

    versions: int
    premises: int
    protections: int
    """In force on the day."""


def register_holdings(numbers: Collection[int], *, on: date) -> RegisterHoldings:
    """Return what lies under ``numbers``; none of it is rewritten when numbers are merged."""
    still = Q(valid_until=None) | Q(valid_until__gte=on)
    protections = ProtectedPerson.objects.filter(still, valid_from__lte=on)
    return RegisterHoldings(
        versions=AddresseeVersion.objects.filter(addressee__in=numbers).count(),
        premises=LocalPremises.objects.filter(addressee__in=numbers).count(),
        protections=protections.filter(addressee__in=numbers).count(),
    )
