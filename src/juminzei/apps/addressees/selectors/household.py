"""Who there is, and who lives with whom by the register: numbers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import Addressee

if TYPE_CHECKING:
    from collections.abc import Collection


def known_numbers(numbers: Collection[int]) -> set[int]:
    """Return those of ``numbers`` that somebody bears."""
    return set(Addressee.objects.filter(pk__in=numbers).values_list("pk", flat=True))


def household_numbers(number: int) -> list[int]:
    """Return who stands in the same household today, the person left out."""
    own = Addressee.objects.filter(pk=number, household_number__isnull=False)
    household = own.values_list("household_number", flat=True).first()
    if not household:
        return []
    members = Addressee.objects.filter(household_number=household, ceased_on=None)
    return list(members.exclude(pk=number).order_by("pk").values_list("pk", flat=True))
