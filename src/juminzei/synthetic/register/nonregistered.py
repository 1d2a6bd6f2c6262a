"""People who own a house in the city and live elsewhere (家屋敷), as the list that names them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from juminzei.formats.nonregistered import NonregisteredRecord, TaxableGround
from juminzei.synthetic.people import addresses, households, settling, writing
from juminzei.synthetic.people.households import HEAD
from juminzei.synthetic.people.person import Standing
from juminzei.synthetic.register.records import birth_text

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.people.numbers import NumberPool
    from juminzei.synthetic.people.person import Person

PEOPLE_PER_OWNER = 250
SMALLEST_CITY = 100
FIRST_HOUSEHOLD = 9_000_001
NUMBER_SHARE = 6000
"""Of owners whose Individual Number the property tax office knows."""
GROUNDS = [TaxableGround.HOUSE] * 8 + [TaxableGround.OFFICE] * 2
ADULT = 30


def records(residents: int, pool: NumberPool, dice: Dice) -> list[NonregisteredRecord]:
    """Return the list for a city of ``residents``; a hamlet has nobody on it."""
    if residents < SMALLEST_CITY:
        return []
    owners = _owners(max(2, residents // PEOPLE_PER_OWNER), pool, dice)
    known = dice.chance(NUMBER_SHARE, len(owners), "number known").tolist()
    ground = dice.below(len(GROUNDS), len(owners), "ground").tolist()
    years = dice.below(20, len(owners), "since").tolist()
    houses = addresses.in_the_city(len(owners), np.zeros(len(owners), np.bool_), dice)
    return [
        NonregisteredRecord(
            reference=f"K{at + 1:06d}",
            name=writing.full_width(owner.name),
            kana=owner.kana,
            birth_on=owner.birth,
            birth_text=birth_text(owner),
            sex=owner.sex,
            municipality=owner.dwelling.municipality,
            address=owner.dwelling.written(),
            ground=GROUNDS[ground[at]],
            property_address=houses[at].written(),
            since=date(2005 + years[at], 4, 1),
            individual_number=owner.number if known[at] else None,
        )
        for at, owner in enumerate(owners)
    ]


def _owners(count: int, pool: NumberPool, dice: Dice) -> list[Person]:
    """Return heads of households elsewhere; the list never holds two of one household."""
    drawn = settling.settle(
        households.draw(4 * count, dice),
        standing=Standing.STRANGER,
        pool=pool,
        first_household=FIRST_HOUSEHOLD,
        dice=dice,
    )
    return [person for person in drawn if person.place == HEAD and person.age >= ADULT][:count]
