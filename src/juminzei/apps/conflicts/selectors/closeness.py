"""Whom a member of staff is close to: themselves, household, address, colleagues, relatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import Dwelling, dwellings, persons_living_at
from juminzei.apps.conflicts.rules import closeness_rules
from juminzei.apps.conflicts.selectors.own_addressees import own_addressees, staff_among

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

OWN, RELATIVE, HOUSEHOLD = "own", "relative", "household"
ADDRESS, COLLEAGUE = "address", "colleague"
NAMES: Mapping[str, str] = {
    OWN: "本人",
    RELATIVE: "親族（届出）",
    HOUSEHOLD: "同一世帯",
    ADDRESS: "同一住所",
    COLLEAGUE: "同一住所の職員",
}
"""Kinds of closeness → their names, the nearest first."""


def close_among(
    actor: StaffMember, numbers: Collection[int], *, at: datetime
) -> dict[int, tuple[str, ...]]:
    """Return those of ``numbers`` whom ``actor`` is close to, and by what, the nearest first.

    One question for who is no addressee here, and five at most, however many are asked about.
    """
    tied = own_addressees(actor)
    if not (tied.own or tied.relatives):
        return {}
    rules = closeness_rules()
    on = at.date()
    wanted = set(numbers)
    homes = dwellings(tied.own | wanted, since=_years_before(on, rules.closeness_years))
    own_homes = [homes[number] for number in tied.own if number in homes]
    households = frozenset[int]().union(*(home.households for home in own_homes))
    addresses = {home.address_key for home in own_homes} - {""}
    near = {number for number in wanted if _lives_at(homes.get(number), addresses)} - tied.own
    small = _small(addresses if near else (), rules.closeness_dwelling)
    colleagues = staff_among(near) if near else frozenset()
    found = {}
    for number in wanted:
        home = homes.get(number)
        kinds = {
            OWN: number in tied.own,
            RELATIVE: number in tied.relatives,
            HOUSEHOLD: home is not None and not households.isdisjoint(home.households),
            ADDRESS: number in near and _lives_at(home, small),
            COLLEAGUE: number in colleagues,
        }
        if any(kinds.values()):
            found[number] = (
                (OWN,) if kinds[OWN] else tuple(k for k, it_is in kinds.items() if it_is)
            )
    return found


def is_one_person(one: StaffMember, other: StaffMember) -> bool:
    """Return whether two staff numbers are one person: the same number, or one addressee."""
    if one.staff_number == other.staff_number:
        return True
    return not own_addressees(one).own.isdisjoint(own_addressees(other).own)


def _lives_at(home: Dwelling | None, addresses: Collection[str]) -> bool:
    return home is not None and home.address_key in addresses


def _small(addresses: Collection[str], most: int) -> set[str]:
    """Return the addresses where few enough people live for them to know each other."""
    if not addresses:
        return set()
    living = persons_living_at(addresses)
    return {address for address in addresses if living.get(address, 0) <= most}


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)
