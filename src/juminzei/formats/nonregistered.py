"""住登外者・家屋敷の名簿: people taxed here who are not in our register (own layout)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from juminzei.base.numbers.individual_number import IndividualNumber


class TaxableGround(StrEnum):
    """Why somebody who is not registered here is taxed here."""

    HOUSE = "家屋敷"
    OFFICE = "事務所・事業所"
    LIVES_HERE = "居住（294条3項）"


@dataclass(frozen=True, slots=True, kw_only=True)
class NonregisteredRecord:
    """One person not in our register, with what they have in the city."""

    reference: str
    """The sender's own key of the row; the same key again is the same person."""
    name: str
    kana: str
    birth_on: date | None
    birth_text: str
    sex: str = ""
    municipality: str = ""
    """Where the person is registered, with check digit; blank unknown."""
    postcode: str = ""
    address: str
    ground: TaxableGround
    property_address: str
    """Of the house, office or dwelling in our city."""
    since: date | None = None
    until: date | None = None
    individual_number: IndividualNumber | None = None
