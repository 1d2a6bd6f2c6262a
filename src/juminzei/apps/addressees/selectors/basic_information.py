"""Basic information (基本4情報とカナ) of natural persons, for who numbers them across systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from juminzei.apps.addressees.models import Addressee, AddresseeKind

if TYPE_CHECKING:
    from datetime import date

PERSONS = (AddresseeKind.RESIDENT, AddresseeKind.NONREGISTERED)


class BasicInformation(NamedTuple):
    """Who somebody is, by the newest version of their addressee."""

    number: int
    version: int
    name: str
    kana: str
    birth_on: date | None
    sex: str
    postcode: str
    address: str
    name_key: str
    kana_key: str
    address_key: str


def basic_information(first: int, last: int) -> list[BasicInformation]:
    """Return the persons numbered from ``first`` through ``last``, in order."""
    people = Addressee.objects.filter(kind__in=PERSONS, number__range=(first, last))
    rows = people.order_by("number").values_list(*BasicInformation._fields)
    return [BasicInformation(*row) for row in rows]


def person_numbers() -> list[int]:
    """Return the addressee numbers of all natural persons, in order."""
    people = Addressee.objects.filter(kind__in=PERSONS)
    return list(people.order_by("number").values_list("number", flat=True))
