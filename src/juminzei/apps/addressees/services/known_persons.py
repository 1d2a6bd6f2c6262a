"""Whether a person about to be numbered has a number already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.apps.addressees.individual_number import bearers
from juminzei.apps.addressees.models import Addressee, AddresseeKind, LocalPremises
from juminzei.base.japanese_text import address_key, kana_key, name_key

if TYPE_CHECKING:
    from juminzei.formats.nonregistered import NonregisteredRecord


@dataclass(frozen=True, slots=True)
class Known:
    """The person found, and those who might be the person."""

    person: Addressee | None
    alike: list[int] = field(default_factory=list)
    """Addressee numbers with the same name and birthday, for a clerk to compare."""


def known_person(record: NonregisteredRecord) -> Known:
    """Return the addressee that ``record`` is about, if there is one beyond doubt.

    Beyond doubt is the sender's own key, the Individual Number, or name, reading,
    birthday and address together. The same name and birthday alone is for a clerk.
    """
    by_reference = LocalPremises.objects.filter(reference=record.reference).first()
    if record.reference and by_reference is not None:
        return Known(by_reference.addressee)
    if record.individual_number is not None:
        numbers = bearers(record.individual_number)
        person = Addressee.objects.filter(number__in=numbers).order_by("number").first()
        if person is not None:
            return Known(person)
    if record.birth_on is None:
        return Known(None)
    alike = Addressee.objects.filter(
        birth_on=record.birth_on, name_key=name_key(record.name), kana_key=kana_key(record.kana)
    ).order_by("number")
    same = alike.filter(
        kind=AddresseeKind.NONREGISTERED, address_key=address_key(record.address)
    ).first()
    if same is not None:
        return Known(same)
    return Known(None, list(alike.values_list("number", flat=True)))
