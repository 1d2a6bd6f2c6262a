"""Where people live, and lived lately: their households and their address of today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db.models import Count

from juminzei.apps.addressees.models import Addressee, AddresseeVersion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Dwelling:
    """With whom and where somebody lives, in keys that are compared and never shown."""

    households: frozenset[int]
    """Numbers of every household from the day asked about until today."""
    address_key: str
    """Today's address, folded; empty for whoever lives here no more."""


def dwellings(numbers: Collection[int], *, since: date) -> Mapping[int, Dwelling]:
    """Return where the addressees of ``numbers`` live; two questions, however many they are.

    Args:
        numbers: Addressee numbers; what nobody has is left out.
        since: Households that ended before that day do not count.
    """
    changes: dict[int, list[tuple[date, int | None]]] = defaultdict(list)
    versions = AddresseeVersion.objects.filter(addressee_id__in=numbers).order_by("version")
    for number, begun, household in versions.values_list(
        "addressee_id", "true_from", "household_number"
    ):
        changes[number].append((begun, household))
    people = Addressee.objects.filter(pk__in=numbers)
    return {
        number: Dwelling(
            frozenset(one for one in {*_since(changes[number], since), household} if one),
            "" if ceased_on else key,
        )
        for number, household, key, ceased_on in people.values_list(
            "number", "household_number", "address_key", "ceased_on"
        )
    }


def persons_living_at(address_keys: Iterable[str]) -> Mapping[str, int]:
    """Return how many people live at each of the addresses."""
    here = Addressee.objects.filter(address_key__in=set(address_keys), ceased_on=None)
    return dict(here.values_list("address_key").annotate(Count("pk")).order_by())


def _since(changes: list[tuple[date, int | None]], since: date) -> set[int | None]:
    """Return the households that had not ended on ``since``: until the next change began."""
    ended_later = {household for (_, household), (ended, _) in pairwise(changes) if ended >= since}
    return ended_later | {household for _, household in changes[-1:]}
