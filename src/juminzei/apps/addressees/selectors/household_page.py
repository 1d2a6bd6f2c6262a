"""Who lived together on a day, as known on a day: members, relation, head, since and until."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import AddresseeVersion
from juminzei.apps.addressees.relationship_words import is_head, relationship_words
from juminzei.apps.addressees.selectors.as_of import as_of
from juminzei.base.uncertain_day import unless_exact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.apps.addressees.selectors.protection import Withheld


@dataclass(frozen=True, slots=True)
class Resident:
    """One member of a household on the day."""

    number: int
    name: str
    kana: str
    birth_on: date | None
    uncertain_birth: str
    relationship: str
    """In words."""
    head: bool
    since: date
    """From when in this household, as far as the versions tell."""
    until: date | None


@dataclass(frozen=True, slots=True)
class Household:
    """A household on a day; who is withheld is in none that others see."""

    number: int
    residents: tuple[Resident, ...]


def household_on(
    person: int, *, day: date, known_at: datetime | None, withheld: Withheld
) -> Household | None:
    """Return the household of ``person`` on ``day``, as known at a moment.

    Whoever is withheld is told of in nobody's household, and has none to be looked at:
    the household would tell the address.

    Args:
        person: Addressee number.
        day: The day on which they lived together.
        known_at: Leave out what was recorded after this moment; None for all.
        withheld: Whose addresses are not told today.
    """
    standing = as_of(day, known_at=known_at).filter(addressee_id=person).first()
    if standing is None or standing.household_number is None or person in withheld:
        return None
    number = standing.household_number
    ever = AddresseeVersion.objects.filter(household_number=number)
    people = set(ever.values_list("addressee_id", flat=True)) - withheld.numbers
    histories = _histories(people, known_at)
    residents = [
        _resident(version, histories[version.addressee_id])
        for version in as_of(day, known_at=known_at).filter(addressee_id__in=people)
        if _lives_in(version, number, day)
    ]
    residents.sort(key=lambda one: (not one.head, one.birth_on or date.max, one.number))
    return Household(number, tuple(residents))


def _lives_in(version: AddresseeVersion, household: int, day: date) -> bool:
    here = version.ceased_on is None or version.ceased_on > day
    return here and version.household_number == household


def _histories(people: set[int], known_at: datetime | None) -> dict[int, list[AddresseeVersion]]:
    versions = AddresseeVersion.objects.filter(addressee_id__in=people)
    if known_at is not None:
        versions = versions.filter(recorded_at__lte=known_at)
    ordered = versions.order_by("addressee_id", "version")
    return {number: list(group) for number, group in groupby(ordered, attrgetter("addressee_id"))}


def _resident(version: AddresseeVersion, history: Sequence[AddresseeVersion]) -> Resident:
    since, until = _stay(version, history)
    return Resident(
        number=version.addressee_id,
        name=version.name,
        kana=version.kana,
        birth_on=version.birth_on,
        uncertain_birth=unless_exact(version.birth_text),
        relationship=relationship_words(version.relationship),
        head=is_head(version.relationship),
        since=since,
        until=until,
    )


def _stay(
    version: AddresseeVersion, history: Sequence[AddresseeVersion]
) -> tuple[date, date | None]:
    """Return the first day in the household around ``version``, and the day on which it ended."""
    place = next(at for at, one in enumerate(history) if one.version == version.version)
    since = version.true_from
    for earlier in reversed(history[:place]):
        if _elsewhere(earlier, version):
            break
        since = min(since, earlier.true_from)
    for later in history[place + 1 :]:
        if _elsewhere(later, version):
            return since, later.ceased_on or later.true_from
    return since, version.ceased_on


def _elsewhere(one: AddresseeVersion, version: AddresseeVersion) -> bool:
    return one.household_number != version.household_number or one.ceased_on is not None
