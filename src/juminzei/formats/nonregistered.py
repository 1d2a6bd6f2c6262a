"""住登外者・家屋敷の名簿: people taxed here who are not in our register (own layout)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.formats.errors import ReadResult
from juminzei.formats.layout import load
from juminzei.formats.nonregistered_ground import TaxableGround
from juminzei.formats.own_rows import all_broken, read_own
from juminzei.formats.reading import records_of
from juminzei.formats.register_file import VERSION, frame, unframe
from juminzei.formats.writing import rows_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.base.numbers.individual_number import IndividualNumber

__all__ = ["NonregisteredRecord", "TaxableGround", "read", "write"]

KIND = "nonregistered"


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


def read(data: bytes) -> ReadResult[NonregisteredRecord]:
    """Return every person of the list; a row's number is that of its line.

    Raises:
        FormatError: The file is not text, or its header or trailer is wrong.
    """
    framed = unframe(data, KIND)
    reading, rest = read_own(framed)
    return ReadResult(
        records=records_of(reading, NonregisteredRecord),
        broken=all_broken(reading, rest),
        warnings=reading.warnings,
        layout=framed.layout.name,
        charset=framed.charset,
    )


def write(records: Sequence[NonregisteredRecord]) -> bytes:
    """Return ``records`` as a list."""
    return frame(KIND, (), rows_to_write(records, load(KIND, VERSION)))
