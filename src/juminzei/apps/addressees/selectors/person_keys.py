"""By what people are known again when somebody else names their addressee number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from juminzei.apps.addressees.models import BODIES, Addressee
from juminzei.apps.addressees.selectors.clusters import survivors

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

ASKED_ONE_BY_ONE = 5_000
"""Numbers that a query names; of more, everybody's rows are read and the others left."""


class PersonKeys(NamedTuple):
    """What is compared of one person; the number that stands for the person now."""

    number: int
    name_key: str
    kana_key: str
    birth_on: date | None
    uncertain_birth: str
    ceased_on: date | None
    survivor: int


def person_keys(numbers: Collection[int]) -> dict[int, PersonKeys]:
    """Return the keys of those of ``numbers`` that are natural persons' here."""
    wanted = set(numbers)
    people = Addressee.objects.exclude(kind__in=BODIES)
    if len(wanted) <= ASKED_ONE_BY_ONE:
        people = people.filter(pk__in=wanted)
    stands_for = survivors()
    rows = people.values(*PersonKeys._fields[:-1])
    return {
        row["number"]: PersonKeys(**row, survivor=stands_for.get(row["number"], row["number"]))
        for row in rows
        if row["number"] in wanted
    }
