"""Where letters to people go by the register alone, for many people at a time."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F

from juminzei.apps.addressees.models import Addressee

if TYPE_CHECKING:
    from collections.abc import Collection

LARGEST = 10**10 - 1
"""Addressee numbers have ten digits; what is more fits no column."""

ASKED_ONE_BY_ONE = 5_000
"""Numbers that a query names; of more, everybody's rows are read and the others left."""


class Postal(NamedTuple):
    """A person's name and address as known today; of who left, the new address if known."""

    number: int
    name: str
    postcode: str
    address: str
    ceased_reason: str


def postal(numbers: Collection[int]) -> dict[int, Postal]:
    """Return name and address of those of ``numbers`` that there are, in two queries.

    The register names a new address (転出先) without a postcode.
    """
    wanted = {number for number in numbers if number <= LARGEST}
    people = Addressee.objects.all()
    if len(wanted) <= ASKED_ONE_BY_ONE:
        people = people.filter(pk__in=wanted)
    rows = people.values_list("number", "name", "postcode", "address", "ceased_reason")
    found = {row[0]: row for row in rows if row[0] in wanted}
    moved = people.exclude(ceased_reason="").filter(versions__version=F("version"))
    for number, address in moved.values_list("number", "versions__moved_to"):
        if address and number in found:
            _number, name, _postcode, _address, reason = found[number]
            found[number] = (number, name, "", address, reason)
    return {postal.number: postal for postal in starmap(Postal, found.values())}
