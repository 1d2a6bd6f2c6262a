"""他市町村からの通知: what another city tells of people who live or lived here (own layout)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.numbers import municipality_code
from juminzei.formats.city_notice_kind import CityNoticeKind
from juminzei.formats.errors import FormatError, ReadResult
from juminzei.formats.layout import load
from juminzei.formats.own_rows import all_broken, read_own
from juminzei.formats.reading import records_of
from juminzei.formats.register_file import VERSION, frame, unframe
from juminzei.formats.writing import rows_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.base.numbers.individual_number import IndividualNumber

__all__ = ["CityNotice", "CityNoticeFile", "CityNoticeKind", "read", "write"]

KIND = "city_notice"
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CityNotice:
    """What another city tells of one person; yen, None is a blank cell, not 0."""

    reference: str
    """The sender's own key: the same key of the same city again is the same notice."""
    notice: CityNoticeKind
    noticed_on: date
    name: str
    kana: str
    birth_on: date | None = None
    address: str
    individual_number: IndividualNumber | None = None
    revenue_employment: int | None = None
    revenue_public_pension: int | None = None
    aggregate_income: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CityNoticeFile:
    """A file of notices: to which city, from which, and of which year's income."""

    municipality: str
    sender: str
    income_year: int
    rows: ReadResult[CityNotice]


def read(data: bytes) -> CityNoticeFile:
    """Return every notice of a file; a row's number is that of its line.

    Raises:
        FormatError: The file is not text, or its header or trailer is wrong.
    """
    framed = unframe(data, KIND)
    municipality, year, sender = (*framed.header, "", "", "")[:3]
    if not (year.isascii() and year.isdigit() and len(year) == YEAR_DIGITS):
        raise FormatError(
            row=1,
            column=5,
            problem="所得の年が西暦4桁ではありません。",
            remedy="送付元に確かめてください。",
        )
    if not municipality_code.is_valid(sender):
        raise FormatError(
            row=1,
            column=6,
            problem="送付元の団体コード（検査数字を含む6桁）がありません。",
            remedy="送付元に確かめてください。",
        )
    reading, rest = read_own(framed)
    rows = ReadResult(
        records=records_of(reading, CityNotice),
        broken=all_broken(reading, rest),
        warnings=reading.warnings,
        layout=framed.layout.name,
        charset=framed.charset,
    )
    return CityNoticeFile(municipality, sender, int(year), rows)


def write(
    notices: Sequence[CityNotice], *, municipality: str, sender: str, income_year: int
) -> bytes:
    """Return ``notices`` of ``sender`` as a file to ``municipality``."""
    rows = rows_to_write(notices, load(KIND, VERSION))
    return frame(KIND, (municipality, str(income_year), sender), rows)
