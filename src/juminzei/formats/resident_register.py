"""The resident register as handed to the tax office: one row per person (own layout)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.formats.errors import ReadResult
from juminzei.formats.layout import load
from juminzei.formats.own_rows import all_broken, read_own, refuse_after
from juminzei.formats.reading import records_of
from juminzei.formats.register_file import VERSION, frame, unframe
from juminzei.formats.register_header import RegisterHeader, register_header
from juminzei.formats.writing import rows_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.base.numbers.individual_number import IndividualNumber

KIND = "resident_register"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentRecord:
    """Everything the register says of one person from ``true_from`` on."""

    addressee_number: int
    version: int
    """履歴番号, from 1; the newest is the greatest."""
    reason: str
    """異動事由, a value of :class:`juminzei.formats.register_reasons.Reason`."""
    true_from: date
    """異動日."""
    reported_on: date | None = None
    """届出日."""
    name: str
    kana: str
    alias_name: str = ""
    former_surname: str = ""
    latin_name: str = ""
    birth_on: date | None
    """The day to sort by; None where nothing of it is known."""
    birth_text: str
    """What to show: 昭和55年4月2日, 昭和20年頃, 年月日不詳."""
    sex: str
    """1 男, 2 女, blank unknown."""
    household_number: int
    relationship: str
    """続柄コード, up to four of two digits: 02 世帯主, 12 妻, 20 子, 2020 子の子."""
    municipality: str
    postcode: str = ""
    address: str
    nationality: str = ""
    resident_since: date | None = None
    ceased_on: date | None = None
    """消除日; None while the person lives here."""
    ceased_reason: str = ""
    moved_from: str = ""
    moved_to: str = ""
    individual_number: IndividualNumber | None = None
    protected: bool = False
    """支援措置: the address must not be shown."""
    protected_from: date | None = None
    protected_until: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterExtract(ReadResult[ResidentRecord]):
    """A whole register, as it stood on the evening of ``processed_on``."""

    sequence: int
    """連番: 0 for the extract; the days of changes follow with 1, 2, 3 …"""
    processed_on: date
    municipality: str


def read(data: bytes) -> RegisterExtract:
    """Return everybody in a register extract; a row's number is that of its line.

    Raises:
        FormatError: The file is not text, or its header or trailer is wrong.
    """
    framed = unframe(data, KIND)
    header = register_header(framed.header)
    reading, rest = read_own(framed)
    refuse_after(reading, framed, "birth_on", header.processed_on)
    return RegisterExtract(
        records=records_of(reading, ResidentRecord),
        broken=all_broken(reading, rest),
        warnings=reading.warnings,
        layout=framed.layout.name,
        charset=framed.charset,
        sequence=header.sequence,
        processed_on=header.processed_on,
        municipality=header.municipality,
    )


def write(
    records: Sequence[ResidentRecord],
    *,
    sequence: int = 0,
    processed_on: date,
    municipality: str,
) -> bytes:
    """Return ``records`` as a register extract."""
    header = RegisterHeader(municipality, sequence, processed_on)
    return frame(KIND, header.cells, rows_to_write(records, load(KIND, VERSION)))
