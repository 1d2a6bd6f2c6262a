"""One nonregistered person (住登外者): entered, amended, and what they have in the city."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.apps.addressees.models import (
    Addressee,
    AddresseeKind,
    AddresseeVersion,
    Ground,
    LocalPremises,
)
from juminzei.apps.addressees.services.name_index import index_other_names
from juminzei.base.japanese_text import address_key, kana_key, name_key
from juminzei.base.uncertain_day import unless_exact
from juminzei.formats.nonregistered import TaxableGround

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.formats.nonregistered import NonregisteredRecord

ENTERED, AMENDED = "住登外登録", "住登外修正"
GROUNDS = {
    TaxableGround.HOUSE: Ground.HOUSE,
    TaxableGround.OFFICE: Ground.OFFICE,
    TaxableGround.LIVES_HERE: Ground.LIVES_HERE,
}
TOLD = ("name", "kana", "birth_on", "sex", "postcode", "address")
"""What a list says of a person and an addressee repeats."""


def enter_person(number: int, record: NonregisteredRecord, *, at: datetime) -> Addressee:
    """Enter a person under a number set aside for them."""
    person = Addressee.objects.create(
        number=number, kind=AddresseeKind.NONREGISTERED, version=1, **_projection(record)
    )
    _append_version(person, record, reason=ENTERED, at=at)
    return person


def amend_person(person: Addressee, record: NonregisteredRecord, *, at: datetime) -> None:
    """Append a version if ``record`` says anything new of a known nonregistered person.

    Of somebody whom our register knew (now moved away), the register's word stands.
    """
    said = {name: getattr(record, name) for name in TOLD}
    known = {name: getattr(person, name) for name in TOLD}
    if person.kind != AddresseeKind.NONREGISTERED or said == known:
        return
    person.version += 1
    for name, value in _projection(record).items():
        setattr(person, name, value)
    person.save()
    _append_version(person, record, reason=AMENDED, at=at)


def enter_premises(person: Addressee, record: NonregisteredRecord, *, at: datetime) -> bool:
    """Enter what the person has in the city; known premises only get their newest dates.

    Returns:
        Whether the premises are new.
    """
    _, new = LocalPremises.objects.update_or_create(
        addressee=person,
        ground=GROUNDS[record.ground],
        address=record.property_address,
        defaults={"since": record.since, "until": record.until},
        create_defaults={
            "reference": record.reference,
            "since": record.since,
            "until": record.until,
            "recorded_at": at,
        },
    )
    return new


def _projection(record: NonregisteredRecord) -> dict[str, Any]:
    return {
        **{name: getattr(record, name) for name in TOLD},
        "name_key": name_key(record.name),
        "kana_key": kana_key(record.kana),
        "address_key": address_key(record.address),
        "uncertain_birth": unless_exact(record.birth_text),
    }


def _append_version(
    person: Addressee, record: NonregisteredRecord, *, reason: str, at: datetime
) -> None:
    AddresseeVersion.objects.create(
        addressee=person,
        version=person.version,
        true_from=record.since or at.date(),
        recorded_at=at,
        reason=reason,
        birth_text=record.birth_text,
        municipality=record.municipality,
        **{name: getattr(record, name) for name in TOLD},
    )
    index_other_names({person.number})
