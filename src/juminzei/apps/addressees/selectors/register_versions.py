"""Which version of people the register holds, to tell later whether anything changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.addressees.selectors.protection import withheld
from juminzei.base.japanese_text import address_key

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


def register_versions(numbers: Collection[int]) -> dict[int, tuple[int, date | None, int | None]]:
    """Return of each person the version, the day of leaving, and whom they merged into."""
    rows = Addressee.objects.filter(pk__in=numbers)
    columns = rows.values_list("pk", "version", "ceased_on", "merged_into")
    return {number: (version, ceased, into) for number, version, ceased, into in columns}


def numbers_in_town(numbers: Collection[int], town: str) -> set[int]:
    """Return those of ``numbers`` whose address today holds the name of a town (町名)."""
    rows = Addressee.objects.filter(pk__in=numbers, ceased_on=None)
    return set(rows.filter(address_key__contains=address_key(town)).values_list("pk", flat=True))


def living_together(numbers: Collection[int], on: date) -> set[int]:
    """Return everybody of the households of ``numbers``; no household of the withheld."""
    hidden = withheld(on).numbers
    shown = set(numbers) - hidden
    households = Addressee.objects.filter(
        pk__in=shown, household_number__isnull=False, ceased_on=None
    ).values("household_number")
    members = Addressee.objects.filter(household_number__in=households, ceased_on=None)
    return set(members.values_list("pk", flat=True)) - hidden
