"""Rows of the register as rows of our tables: versions, and the newest one projected."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from juminzei.apps.addressees.models import Addressee, AddresseeKind, AddresseeVersion
from juminzei.apps.addressees.services.name_index import index_other_names
from juminzei.base.japanese_text import address_key, kana_key, name_key
from juminzei.base.uncertain_day import unless_exact
from juminzei.platform.storage.bulk import Same, bulk_insert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from juminzei.formats.resident_register import ResidentRecord

REPEATED = (
    *("version", "true_from", "reported_on", "reason", "name", "kana", "alias_name"),
    *("former_surname", "latin_name", "birth_on", "birth_text", "sex", "household_number"),
    *("relationship", "municipality", "postcode", "address", "nationality", "resident_since"),
    *("ceased_on", "ceased_reason", "moved_from", "moved_to"),
)
"""Columns of a version that bear the name of the record's field."""
PROJECTED = (
    *("version", "name", "kana", "birth_on", "sex", "household_number", "relationship"),
    *("postcode", "address", "resident_since", "ceased_on", "ceased_reason"),
)
"""Columns of the addressee that repeat its newest version."""
MADE = ("name_key", "kana_key", "address_key", "uncertain_birth", "resident")


def append_versions(records: Sequence[ResidentRecord], *, at: datetime) -> None:
    """Append one version for each record, in the order given, and index their other names.

    The newest version of each person is projected before.
    """
    if not records:
        return
    bulk_insert(
        AddresseeVersion,
        {
            "addressee_id": [record.addressee_number for record in records],
            "recorded_at": Same(at),
            **_columns(records, REPEATED),
        },
    )
    index_other_names({record.addressee_number for record in records})


def insert_residents(newest: Sequence[ResidentRecord]) -> None:
    """Enter residents not known before, each with its newest version."""
    if not newest:
        return
    bulk_insert(
        Addressee,
        {
            "number": [record.addressee_number for record in newest],
            "kind": Same(AddresseeKind.RESIDENT.value),
            **_columns(newest, PROJECTED),
            "name_key": [name_key(record.name) for record in newest],
            "kana_key": [kana_key(record.kana) for record in newest],
            "address_key": [address_key(record.address) for record in newest],
            "uncertain_birth": [unless_exact(record.birth_text) for record in newest],
            "resident": [record.ceased_on is None for record in newest],
        },
    )


def project_residents(newest: Iterable[ResidentRecord]) -> None:
    """Write the newest version of some residents over the older one, or enter them."""
    people = [
        Addressee(
            number=record.addressee_number,
            kind=AddresseeKind.RESIDENT,
            name_key=name_key(record.name),
            kana_key=kana_key(record.kana),
            address_key=address_key(record.address),
            uncertain_birth=unless_exact(record.birth_text),
            resident=record.ceased_on is None,
            **{name: getattr(record, name) for name in PROJECTED},
        )
        for record in newest
    ]
    Addressee.objects.bulk_create(
        people,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["kind", *PROJECTED, *MADE],
        batch_size=500,
    )


def newest_of_each(records: Iterable[ResidentRecord]) -> list[ResidentRecord]:
    """Return, for each person, the record with the highest version number."""
    newest: dict[int, ResidentRecord] = {}
    for record in records:
        known = newest.get(record.addressee_number)
        if known is None or record.version > known.version:
            newest[record.addressee_number] = record
    return list(newest.values())


def _columns(records: Sequence[ResidentRecord], names: Sequence[str]) -> dict[str, list[Any]]:
    rows = map(attrgetter(*names), records)
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
