"""People settled in their homes: households, names, numbers and dwellings put together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from juminzei.synthetic.people import addresses, names
from juminzei.synthetic.people.households import FATHER, FEMALE, HEAD, MOTHER, SPOUSE
from juminzei.synthetic.people.person import ASSESSMENT_DATE, Disability, Person, Standing

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.people.addresses import Address
    from juminzei.synthetic.people.households import Households
    from juminzei.synthetic.people.numbers import NumberPool

FLAT_SHARE_ALONE, FLAT_SHARE = 5500, 1400
MOVED_SHARE = 800
"""Of households, in the last two years: the old address is still on many papers."""
FORMER_SURNAME_SHARE = 150
PROTECTED_SHARE = 12
DISABILITY_SHARE = 260
"""Of people; a third of them special (特別障害者)."""


def settle(
    columns: Households, *, standing: Standing, pool: NumberPool, first_household: int, dice: Dice
) -> list[Person]:
    """Return the people of ``columns``; household numbers begin at ``first_household``."""
    count = columns.household.size
    if not count:
        return []
    births = ASSESSMENT_DATE.toordinal() - columns.days_old
    dwellings, former, since = _dwellings(columns, standing, dice)
    surnames = names.surnames(int(columns.household.max()) + 1, dice)
    maidens = names.surnames(count, dice.child("maiden"))
    given = names.given_names(columns.sex, births * 400 // 146097, dice)
    foreign = names.foreign_names(columns.foreign, columns.household, columns.sex, dice)
    shows = dice.chance(FORMER_SURNAME_SHARE, count, "former surname").tolist()
    protected = dice.chance(PROTECTED_SHARE, int(columns.household.max()) + 1, "protected").tolist()
    disabled = dice.below(10_000, count, "disability").tolist()
    household, place, sex = (
        column.tolist() for column in (columns.household, columns.place, columns.sex)
    )
    people = []
    for at, ordinal in enumerate(births.tolist()):
        home, birth = household[at], date.fromordinal(ordinal)
        married_wife = place[at] in (SPOUSE, MOTHER) and sex[at] == FEMALE
        people.append(
            Person(
                standing=standing,
                addressee=pool.addressee(),
                number=pool.individual(),
                household=first_household + home,
                place=place[at],
                relationship=_relationship(place[at], sex[at]),
                sex=str(sex[at]),
                birth=birth,
                surname=surnames[home],
                given=given[at],
                maiden=maidens[at] if married_wife and not foreign[at] else None,
                foreign=foreign[at],
                dwelling=dwellings[home],
                former_dwelling=former[home],
                since=max(since[home], birth),
                shows_former_surname=married_wife and shows[at],
                disability=_disability(disabled[at]),
                protected=protected[home] and standing is Standing.RESIDENT,
            )
        )
    for at, other in enumerate(columns.spouse.tolist()):
        people[at].spouse = people[other] if other >= 0 else None
    return people


def _dwellings(
    columns: Households, standing: Standing, dice: Dice
) -> tuple[list[Address], list[Address | None], list[date]]:
    """Return each household's dwelling, the one before where they moved lately, and since when."""
    sizes = np.bincount(columns.household)
    count = sizes.size
    flats = dice.chance(np.where(sizes == 1, FLAT_SHARE_ALONE, FLAT_SHARE), count, "flat")
    here = addresses.in_the_city(count, flats, dice)
    there = addresses.elsewhere(count, dice)
    within = addresses.in_the_city(count, flats, dice.child("former dwelling"))
    moved = dice.chance(MOVED_SHARE, count, "moved").tolist()
    from_outside = dice.chance(5000, count, "from outside").tolist()
    lately = dice.below(700, count, "moved lately").tolist()
    long_ago = dice.below(20000, count, "moved long ago").tolist()
    former: list[Address | None] = [
        (there[at] if from_outside[at] else within[at]) if moved[at] else None
        for at in range(count)
    ]
    extract = ASSESSMENT_DATE.toordinal() - 20
    since = [
        date.fromordinal(extract - (lately[at] if moved[at] else 700 + long_ago[at]))
        for at in range(count)
    ]
    if standing is Standing.STRANGER:
        return there, [None] * count, since
    return here, former, since


def _relationship(place: int, sex: int) -> str:
    """Return the 続柄 code to the head of the household."""
    if place == HEAD:
        return "02"
    if place == SPOUSE:
        return "12" if sex == FEMALE else "11"
    return {FATHER: "51", MOTHER: "52"}.get(place, "20")


def _disability(lot: int) -> Disability:
    if lot >= DISABILITY_SHARE:
        return "none"
    return "special" if lot < DISABILITY_SHARE // 3 else "ordinary"
