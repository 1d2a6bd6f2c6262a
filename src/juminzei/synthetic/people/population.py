"""Everybody of the made-up city, by how they stand to its register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from juminzei.synthetic.people import addresses, households, settling
from juminzei.synthetic.people.households import HEAD, Households
from juminzei.synthetic.people.numbers import NumberPool
from juminzei.synthetic.people.person import Standing

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.people.person import Person

PER_TEN_THOUSAND = {
    Standing.MOVED_OUT: 300,
    Standing.DIED: 120,
    Standing.NEWCOMER: 110,
    Standing.STRANGER: 650,
}
"""People beside the residents. Of the strangers only those with work or a pension are seen."""
FIRST_HOUSEHOLD = {
    Standing.RESIDENT: 1_000_001,
    Standing.MOVED_OUT: 5_000_001,
    Standing.DIED: 6_000_001,
    Standing.NEWCOMER: 7_000_001,
    Standing.STRANGER: 8_000_001,
}
OLD_DAYS = 62 * 365
DRAWN_PER_DEATH = 5
"""So many people are drawn for each of the dead; the old among them are taken."""


@dataclass(frozen=True, slots=True)
class Population:
    """The groups, and the numbers that are left for those who come later."""

    groups: dict[Standing, list[Person]]
    pool: NumberPool

    @property
    def residents(self) -> list[Person]:
        """Those who live here on the day of the extract."""
        return self.groups[Standing.RESIDENT]

    @property
    def everybody(self) -> list[Person]:
        """All groups, residents first."""
        return [person for group in self.groups.values() for person in group]


def build(count: int, dice: Dice) -> Population:
    """Return a city of ``count`` residents and those who come with it."""
    pool = NumberPool(2 * count + 400, dice.child("numbers"))
    groups: dict[Standing, list[Person]] = {}
    for standing in Standing:
        share = PER_TEN_THOUSAND.get(standing)
        size = count if share is None else count * share // 10_000
        own = dice.child(standing)
        groups[standing] = settling.settle(
            _columns(standing, size, own),
            standing=standing,
            pool=pool,
            first_household=FIRST_HOUSEHOLD[standing],
            dice=own,
        )
    _date_departures(groups[Standing.MOVED_OUT], dice.child("departures"))
    _date_deaths(groups[Standing.DIED], dice.child("deaths"))
    _house_unregistered(groups[Standing.STRANGER], dice.child("unregistered"))
    return Population(groups, pool)


def _columns(standing: Standing, size: int, dice: Dice) -> Households:
    if standing is not Standing.DIED:
        return households.draw(size, dice)
    drawn = households.draw(size * DRAWN_PER_DEATH, dice)
    old = np.flatnonzero(drawn.days_old > OLD_DAYS)[:size]
    return Households(
        household=np.arange(old.size),
        place=np.full(old.size, HEAD),
        sex=drawn.sex[old],
        days_old=drawn.days_old[old],
        spouse=np.full(old.size, -1),
        foreign=drawn.foreign[old],
    )


def _date_departures(group: list[Person], dice: Dice) -> None:
    """A household leaves together, on a day of 2025 before the extract."""
    targets = addresses.elsewhere(len(group), dice)
    day = dice.below(345, len(group), "day").tolist()
    first: dict[int, int] = {}
    for at, person in enumerate(group):
        leader = first.setdefault(person.household, at)
        person.moved_to = targets[leader]
        person.left_city_on = date(2025, 1, 2) + timedelta(days=day[leader])
        person.since = min(person.since, person.left_city_on - timedelta(days=60))
        person.since = max(person.since, person.birth)


def _date_deaths(group: list[Person], dice: Dice) -> None:
    day = dice.below(330, len(group), "day").tolist()
    for at, person in enumerate(group):
        person.died_on = date(2025, 1, 15) + timedelta(days=day[at])
        person.since = min(person.since, date(2024, 12, 1))


def _house_unregistered(group: list[Person], dice: Dice) -> None:
    """Every third stranger lives in the city without being registered."""
    here = addresses.in_the_city(len(group), np.zeros(len(group), dtype=np.bool_), dice)
    for person, dwelling in zip(group[::3], here, strict=False):
        person.dwelling = dwelling
