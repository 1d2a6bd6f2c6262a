"""Persons with several numbers on the list of taxable persons: each once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from juminzei.apps.assessment.models.taxable import TaxableReason
from juminzei.apps.assessment.services.taxable_rules import Convention, taxable_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from juminzei.apps.addressees.api import Standing

STRONGEST = (
    *(TaxableReason.DIED_EARLIER, TaxableReason.RESIDENT),
    *(TaxableReason.LIVES_HERE, TaxableReason.PROPERTY_ONLY),
)
"""Of several numbers of a person: what one says that counts whatever the others say."""


class Considered(NamedTuple):
    """A person considered for the list."""

    number: int
    """That stands for the person now."""
    standing: Standing
    """On the assessment date, under the number that decided."""
    reason: TaxableReason


def one_a_person(
    people: Iterable[Standing],
    survivors: Mapping[int, int],
    *,
    day: date,
    convention: Convention,
) -> list[Considered]:
    """Return everybody once, with the reason, ordered by number.

    What somebody has in the city counts whichever number it was entered under. Who lived
    here under one number lived here; a death is the person's, not the number's.

    Args:
        people: Standings by number.
        survivors: Merged-away number → the number that stands for the person.
        day: 賦課期日.
        convention: What counts on the day itself.
    """
    groups: defaultdict[int, list[Standing]] = defaultdict(list)
    for one in people:
        groups[survivors.get(one.addressee_id, one.addressee_id)].append(one)
    return [
        _considered(number, groups[number], day=day, convention=convention)
        for number in sorted(groups)
    ]


def _considered(
    number: int, standings: list[Standing], *, day: date, convention: Convention
) -> Considered:
    own_first = sorted(standings, key=lambda one: one.addressee_id != number)
    if len(own_first) > 1:
        grounds = frozenset().union(*(one.grounds for one in own_first))
        own_first = [one._replace(grounds=grounds) for one in own_first]
    judged = [
        Considered(number, one, taxable_reason(one, day=day, convention=convention))
        for one in own_first
    ]
    for reason in STRONGEST:
        for one in judged:
            if one.reason == reason:
                return one
    return judged[0]
