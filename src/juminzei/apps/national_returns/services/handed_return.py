"""From a return to the document that the assessment takes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.api import DocumentKind, HandedDocument, HandedRelative
from juminzei.apps.national_returns.services.box_columns import (
    columns_of,
    out_of_range,
    stated_of,
)
from juminzei.apps.national_returns.services.derived_columns import derived_columns
from juminzei.apps.national_returns.services.persons_columns import persons_columns
from juminzei.apps.national_returns.services.stated_relatives import stated_people
from juminzei.base.numbers.individual_number import IndividualNumber

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from juminzei.formats.national_return_record import NationalReturn, Value
    from juminzei.platform.documents.channel import Channel, Source

COLLECTION = {"1": "special", "2": "ordinary"}
"""ABI00010 給与・公的年金等以外の所得の徴収方法, in the order of the form."""
COLLECTION_BOX = "ABI00010"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a return is about and how it came, where the return itself does not say."""

    name: str
    kana: str
    birth_on: date | None
    address: str
    number: IndividualNumber | None
    reference: str
    filed_on: date
    channel: Channel
    source: Source


def all_columns(one: NationalReturn, birth_on: date | None) -> dict[str, int]:
    """Return every column of the inhabitant tax that a return feeds, sparse."""
    return {**columns_of(one), **derived_columns(one), **persons_columns(one, birth_on)}


def handed_document(
    one: NationalReturn,
    whose: Whose,
    *,
    tax_year: int,
    images: int | None,
    replaces: int | None,
    addressee: int | None = None,
    columns: Mapping[str, int] | None = None,
    stated: dict[str, int] | None = None,
    row: int | None = None,
) -> HandedDocument:
    """Return the document of a return without grave problems.

    Args:
        one: The return.
        whose: Whom it is about.
        tax_year: 年度.
        images: The key of its images.
        replaces: The document that it takes the place of.
        addressee: Whose it is, if the document that it replaces was identified.
        columns: What it feeds, if that is known already.
        stated: Further figures to keep by name.
        row: Its number in the delivery, if it came in one.
    """
    return HandedDocument(
        kind=DocumentKind.NATIONAL_RETURN,
        tax_year=tax_year,
        channel=whose.channel,
        source=whose.source,
        reference=whose.reference,
        filed_on=whose.filed_on,
        name=whose.name,
        kana=whose.kana,
        birth_on=whose.birth_on,
        address=whose.address,
        number=whose.number,
        columns=all_columns(one, whose.birth_on) if columns is None else columns,
        stated={**stated_of(one), **(stated or {})},
        relatives=relatives_of(one),
        collection_choice=COLLECTION.get(one.text(COLLECTION_BOX), ""),
        images=images,
        replaces=replaces,
        addressee=addressee,
        row=row,
    )


def relatives_of(one: NationalReturn) -> tuple[HandedRelative, ...]:
    """Return the relatives that have a place in the document."""
    return tuple(
        HandedRelative(
            place=person.place,
            name=person.name,
            birth_on=person.birth_on,
            relationship=person.relationship[:20],
            number=person.number,
            income=person.income,
            disability=person.disability,
            abroad=person.abroad,
            cohabiting=person.cohabiting,
            apart_address=person.apart_address,
        )
        for person in stated_people(one)
        if person.place
    )


def own_number(value: Value | None) -> IndividualNumber | None:
    """Return a value if it is an Individual Number."""
    return value if isinstance(value, IndividualNumber) else None


__all__ = [
    "Whose",
    "all_columns",
    "handed_document",
    "out_of_range",
    "own_number",
    "relatives_of",
]
