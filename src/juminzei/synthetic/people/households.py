"""Who lives with whom: households drawn kind by kind, as columns over places in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from juminzei.synthetic.dice import TEN_THOUSAND
from juminzei.synthetic.tables import table

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice, Flags, Ints

HEAD, SPOUSE, ELDEST, SECOND, THIRD, FATHER, MOTHER = PLACES = range(7)
CHILDREN = (ELDEST, SECOND, THIRD)
DAYS_OF_FOUR_YEARS = 1461
YOUNGEST_DAYS = 25
"""Nobody in the extract is younger than this on 1 January: it is taken on 15 December."""
OLDEST_PARENT = 101
MALE, FEMALE = 1, 2
BOYS, GIRLS = 105, 100
"""Born, the one for the other."""


@dataclass(frozen=True, slots=True)
class Households:
    """Equally long columns, one entry a person, in the order of households and places."""

    household: Ints
    place: Ints
    sex: Ints
    days_old: Ints
    """Age in days on 1 January 2026."""
    spouse: Ints
    """Index of the husband or wife, -1 without."""
    foreign: Flags


def draw(people: int, dice: Dice) -> Households:
    """Return households with ``people`` members in all.

    As many households are drawn as there are people, so that they suffice; the last one
    taken in may lose its younger members to the exact count.
    """
    ages, here = _ages(people, dice)
    sexes = _sexes(ages.shape[0], dice)
    # A wife heads her household now and then: husband and wife change places, sexes stay matched.
    wife_heads = here[:, SPOUSE] & dice.chance(table("households")["wife_is_head"], people, "wife")
    sexes[wife_heads, HEAD], sexes[wife_heads, SPOUSE] = FEMALE, MALE
    flat = np.flatnonzero(here.ravel())[:people]
    household, place = flat // len(PLACES), flat % len(PLACES)
    return Households(
        household=household,
        place=place,
        sex=sexes.ravel()[flat],
        days_old=_in_days(ages.ravel()[flat], dice),
        spouse=_spouses(household, place),
        foreign=_foreign(here, dice).ravel()[flat],
    )


def _ages(count: int, dice: Dice) -> tuple[Ints, Flags]:
    """Return the age in years at each place of ``count`` households, and who is there."""
    tables = table("households")
    kinds = tables["kind"]
    kind = dice.pick([entry["share"] for entry in kinds], count, "kind of household")
    ages = np.zeros((count, len(PLACES)), dtype=np.int64)
    here = np.zeros((count, len(PLACES)), dtype=np.bool_)
    here[:, HEAD] = True
    ages[:, HEAD] = _heads(kinds, kind, dice)
    here[:, SPOUSE] = np.array([entry.get("couple", False) for entry in kinds])[kind]
    gap = dice.along(tables["years_husband_is_older"], count, "husband older")
    ages[:, SPOUSE] = np.maximum(ages[:, HEAD] - gap, 18)
    _add_children(ages, here, kind, dice)
    _add_parents(ages, here, np.array([entry.get("parents", False) for entry in kinds])[kind], dice)
    return ages, here


def _heads(kinds: list[dict[str, Any]], kind: Ints, dice: Dice) -> Ints:
    ages = np.zeros(kind.size, dtype=np.int64)
    for number, entry in enumerate(kinds):
        band = dice.pick(entry["head"], kind.size, f"head {number}")
        ages = np.where(kind == number, entry["from_age"] + 5 * band, ages)
    return ages + dice.below(5, kind.size, "year of head")


def _add_children(ages: Ints, here: Flags, kind: Ints, dice: Dice) -> None:
    tables = table("households")
    wanted = np.zeros(kind.size, dtype=np.int64)
    for number, entry in enumerate(tables["kind"]):
        if "children" in entry:
            drawn = dice.pick(entry["children"], kind.size, f"children {number}")
            wanted = np.where(kind == number, drawn, wanted)
    mother = np.where(here[:, SPOUSE], ages[:, SPOUSE], ages[:, HEAD])
    gap = tables["years_between_mother_and_child"]
    age = mother - dice.along(gap, kind.size, "mother and child")
    # Parents too young for the drawn gap have a child all the same, a small one.
    age = np.where((age < 0) & (mother >= gap[0]), np.minimum(mother - gap[0], 2), age)
    for order, place in enumerate(CHILDREN):
        if order:
            siblings = dice.along(tables["years_between_siblings"], kind.size, f"gap {order}")
            age = age - np.where(
                dice.chance(tables["twins"], kind.size, f"twin {order}"), 0, siblings
            )
        ages[:, place] = np.maximum(age, 0)
        stays = dice.chance(_at_home(age), kind.size, f"at home {order}")
        here[:, place] = (wanted > order) & (age >= 0) & stays


def _at_home(age: Ints) -> Ints:
    limits, shares = zip(*table("households")["children_at_home"], strict=True)
    return np.array(shares)[np.searchsorted(limits, np.maximum(age, 0))]


def _add_parents(ages: Ints, here: Flags, wanted: Flags, dice: Dice) -> None:
    gap = dice.along(
        table("households")["years_between_mother_and_child"], len(ages), "grandmother"
    )
    ages[:, MOTHER] = ages[:, HEAD] + gap
    ages[:, FATHER] = ages[:, MOTHER] + dice.below(5, len(ages), "grandfather")
    for place, shift in ((MOTHER, 4), (FATHER, 0)):
        # The older, the less likely to live: nearly all at 60, few at 95.
        alive = np.clip((102 + shift - ages[:, place]) * 250, 0, TEN_THOUSAND)
        here[:, place] = wanted & dice.chance(alive, len(ages), f"lives {place}")
        here[:, place] &= ages[:, place] <= OLDEST_PARENT


def _sexes(count: int, dice: Dice) -> Ints:
    kinds = table("households")["kind"]
    kind = dice.pick([entry["share"] for entry in kinds], count, "kind of household")
    female = np.array([entry.get("female", 0) for entry in kinds])[kind]
    sexes = np.where(dice.below(BOYS + GIRLS, count * len(PLACES), "sex") < BOYS, MALE, FEMALE)
    sexes = sexes.reshape(count, len(PLACES))
    sexes[:, HEAD] = np.where(dice.chance(female, count, "head female"), FEMALE, MALE)
    sexes[:, SPOUSE], sexes[:, FATHER], sexes[:, MOTHER] = FEMALE, MALE, FEMALE
    return sexes


def _in_days(years: Ints, dice: Dice) -> Ints:
    days = years * DAYS_OF_FOUR_YEARS // 4 + dice.below(365, years.size, "day of birth")
    old_enough: Ints = np.maximum(days, YOUNGEST_DAYS)
    return old_enough


def _spouses(household: Ints, place: Ints) -> Ints:
    """Husband and wife stand next to each other, in the places HEAD and SPOUSE."""
    spouse = np.full(household.size, -1, dtype=np.int64)
    wives = np.flatnonzero(place == SPOUSE)
    spouse[wives], spouse[wives - 1] = wives - 1, wives
    return spouse


def _foreign(here: Flags, dice: Dice) -> Flags:
    tables, count = table("households"), len(here)
    alone = here.sum(axis=1) == 1
    share = np.where(alone, tables["foreign_single"], tables["foreign_household"])
    foreign = np.repeat(dice.chance(share, count, "foreign")[:, None], len(PLACES), axis=1)
    foreign[:, SPOUSE] |= dice.chance(tables["foreign_spouse"], count, "foreign spouse")
    return foreign
