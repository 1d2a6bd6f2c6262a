"""Whose address and household must not be told on a day (支援措置).

Everything that shows, prints, exports or sorts by an address asks here, after it read
the address: :func:`read_settled` reads anew when somebody was flagged meanwhile. Nothing is
kept between two questions, so a flag counts from the moment it is committed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Q, QuerySet

from juminzei.apps.addressees.models import ProtectedPerson
from juminzei.apps.addressees.selectors.clusters import survivors

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    Source = Callable[[date], QuerySet[Any]]
    """Returns the addressee numbers, in a column, of whom it protects on a day."""

T = TypeVar("T")

HIDDEN_ADDRESS = "（支援措置のため非表示）"


@dataclass(frozen=True, slots=True)
class Withheld:
    """Whose addresses are withheld on a day; what is told of one goes through here."""

    numbers: frozenset[int]

    def __contains__(self, number: object) -> bool:
        """Return whether the person's address is withheld."""
        return number in self.numbers

    def address(self, number: int | None, written: str) -> str:
        """Return the address as ``written`` of a person, or that it is not shown."""
        return HIDDEN_ADDRESS if number in self.numbers else written


def of_register(on: date) -> QuerySet[Any]:
    """Return whom the resident register protects on the day; both ends count."""
    open_ended = Q(valid_until=None) | Q(valid_until__gte=on)
    found = ProtectedPerson.objects.filter(open_ended, valid_from__lte=on)
    return found.values_list("addressee_id")


_SOURCES: list[Source] = [of_register]
"""Who protects. An application adds its own when Django starts, see :func:`add_source`."""


def add_source(source: Source) -> None:
    """Let ``source`` protect people too; asked at every question, never remembered."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def withheld(on: date) -> Withheld:
    """Return whose address is withheld on the day, as it stands now.

    All numbers of a person are, the merged-away ones too, if one of them is.
    """
    found = flagged(on)
    stands_for = survivors()
    persons = {stands_for.get(number, number) for number in found}
    merged = {number for number, survivor in stands_for.items() if survivor in persons}
    return Withheld(found | persons | merged)


def flagged(on: date) -> frozenset[int]:
    """Return the very numbers that were flagged; the person's others are withheld as well."""
    found = reduce(lambda one, other: one.union(other), (source(on) for source in _SOURCES))
    return frozenset(number for (number,) in found)


def protected(on: date) -> set[int]:
    """Return the addressee numbers of all persons protected on the day."""
    return set(withheld(on).numbers)


def is_protected(addressee_id: int, *, on: date) -> bool:
    """Say whether the person's address must be hidden on the day."""
    return addressee_id in withheld(on)


def read_settled(on: date, read: Callable[[Withheld], T]) -> T:
    """Return what ``read`` makes of who is withheld; once more if that changed meanwhile.

    What is returned was therefore read, to the last row, before it was asked for the
    last time who is withheld: nobody who was flagged by then is told of.
    """
    before = withheld(on)
    while True:
        made = read(before)
        after = withheld(on)
        if after == before:
            return made
        before = after
