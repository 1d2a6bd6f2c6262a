"""What people are called: Japanese and foreign names, in kanji, kana and Latin letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from juminzei.synthetic.tables import Word, rows, words

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice, Flags, Ints

SPACE = "\u3000"
LISTED_SHARE = 6200
"""Of surnames; the rest are put together from two parts, as the long tail of surnames is."""
WHOLE_SHARE = 900
"""Of given names that are one word; the others have a first and a second part."""
GENERATIONS = ("old", "middle", "young")
MIDDLE_FROM, YOUNG_FROM = 1955, 1985
THREE_PARTS, FOUR_PARTS = 5000, 8000
ALIAS_SHARE = 2200


@dataclass(frozen=True, slots=True)
class ForeignName:
    """The name of a person of another nationality."""

    nationality: str
    latin: str
    kana: str
    alias: Word | None
    """通称, a Japanese name that the register carries beside the other."""


def surnames(count: int, dice: Dice) -> list[Word]:
    """Return ``count`` surnames, the frequent ones as frequent as they are."""
    listed = [Word(row["name"], row["kana"]) for row in rows("surnames")]
    weights = [int(row["weight"]) for row in rows("surnames")]
    firsts, seconds = words("surname_parts", part="first"), words("surname_parts", part="second")
    is_listed = dice.chance(LISTED_SHARE, count, "surname listed").tolist()
    place = dice.pick(weights, count, "surname").tolist()
    first = dice.below(len(firsts), count, "surname, first part").tolist()
    # A part is not put behind itself (山山): the second begins one further on.
    second = dice.below(len(seconds), count, "surname, second part").tolist()
    chosen = []
    for at in range(count):
        if is_listed[at]:
            chosen.append(listed[place[at]])
            continue
        front, back = firsts[first[at]], seconds[second[at]]
        if front.name == back.name:
            back = seconds[(second[at] + 1) % len(seconds)]
        chosen.append(Word(front.name + back.name, front.kana + back.kana))
    return chosen


def given_names(sex: Ints, birth_year: Ints, dice: Dice) -> list[Word]:
    """Return a given name for each person, of the fashion of the years of birth."""
    count = sex.size
    is_whole = dice.chance(WHOLE_SHARE, count, "given name whole").tolist()
    first = dice.below(10**6, count, "given name, first part").tolist()
    second = dice.below(10**6, count, "given name, second part").tolist()
    chosen = []
    for at, (one, year) in enumerate(zip(sex.tolist(), birth_year.tolist(), strict=True)):
        wholes, firsts, seconds = _parts(str(one), (year >= MIDDLE_FROM) + (year >= YOUNG_FROM))
        if is_whole[at]:
            chosen.append(wholes[first[at] % len(wholes)])
            continue
        front, back = firsts[first[at] % len(firsts)], seconds[second[at] % len(seconds)]
        if front.name == back.name:
            back = seconds[(second[at] + 1) % len(seconds)]
        chosen.append(Word(front.name + back.name, front.kana + back.kana))
    return chosen


def foreign_names(
    foreign: Flags, household: Ints, sex: Ints, dice: Dice
) -> list[ForeignName | None]:
    """Return a foreign name where ``foreign``; a household is of one nationality and family."""
    count = foreign.size
    nations = list(dict.fromkeys(row["nationality"] for row in rows("foreign_names")))
    families = int(household.max()) + 1 if count else 0
    nation = dice.pick(_by_frequency(len(nations)), families, "nationality")[household].tolist()
    family = dice.below(10**6, families, "foreign family name")[household].tolist()
    middle, given, length, alias, surname = (
        dice.below(10**6, count, f"foreign {part}").tolist()
        for part in ("middle", "given", "length", "alias", "alias surname")
    )
    aliases = given_names(sex, sex * 0 + YOUNG_FROM, dice)
    listed = words("surnames")
    chosen: list[ForeignName | None] = [None] * count
    for at in foreign.nonzero()[0].tolist():
        nationality = nations[nation[at]]
        parts = _latin(nationality, family[at], middle[at], given[at], length[at] % 10**4)
        japanese = None
        if alias[at] % 10**4 < ALIAS_SHARE:
            first = listed[surname[at] % len(listed)]
            japanese = Word(
                first.name + SPACE + aliases[at].name, first.kana + SPACE + aliases[at].kana
            )
        chosen[at] = ForeignName(
            nationality,
            " ".join(part.name for part in parts),
            SPACE.join(part.kana for part in parts),
            japanese,
        )
    return chosen


def _by_frequency(count: int) -> list[int]:
    return [10 * (count - at) for at in range(count)]


def _latin(nation: str, family: int, middle: int, given: int, length: int) -> list[Word]:
    families, middles, givens = (
        _foreign_parts(nation, part) for part in ("family", "middle", "given")
    )
    parts = [families[family % len(families)], middles[middle % len(middles)]]
    if length > THREE_PARTS:
        parts.append(middles[(middle + 1) % len(middles)])
    if length > FOUR_PARTS:
        parts.append(givens[(given + 1) % len(givens)])
    return [*parts, givens[given % len(givens)]]


@cache
def _foreign_parts(nation: str, part: str) -> list[Word]:
    return words("foreign_names", nationality=nation, part=part)


@cache
def _parts(sex: str, generation: int) -> tuple[list[Word], list[Word], list[Word]]:
    wholes, firsts, seconds = (
        words("given_names", sex=sex, generation=GENERATIONS[generation], part=part)
        for part in ("whole", "first", "second")
    )
    return wholes, firsts, seconds
