"""申告特例通知書: a city tells where a donor lives that no return is needed (own layout).

地方税法附則7条. The header says the city that is told and the year of the donations; the
trailer says how many rows there are and what they donate together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.formats.errors import ReadResult
from juminzei.formats.layout import load
from juminzei.formats.own_rows import (
    all_broken,
    check_total,
    city_and_year,
    read_own,
    refuse_after,
    refuse_other_years,
)
from juminzei.formats.reading import records_of
from juminzei.formats.register_file import VERSION, frame, unframe
from juminzei.formats.writing import rows_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.base.numbers.individual_number import IndividualNumber

KIND = "one_stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneStopNotice:
    """What one person donated to one city or prefecture in a year, in yen."""

    name: str
    kana: str
    address: str
    birth_on: date
    individual_number: IndividualNumber | None = None
    donated_on: date | None = None
    amount: int
    body: str
    """To whom: six digits, with the check digit."""


@dataclass(frozen=True, slots=True)
class OneStopFile:
    """A file of notices: to which city, and of which year's donations."""

    municipality: str
    income_year: int
    rows: ReadResult[OneStopNotice]


def read(data: bytes) -> OneStopFile:
    """Return every notice of a file; a row's number is that of its line.

    Raises:
        FormatError: The file is not text, its header or trailer is wrong, or its rows do not
            add up to the total in the trailer.
    """
    framed = unframe(data, KIND, totals=1)
    municipality, year = city_and_year(framed, "寄附の年", "送付元に確かめてください。")
    reading, rest = read_own(framed)
    check_total(reading, rest, "amount", framed.totals[0])
    refuse_other_years(reading, framed, "donated_on", year)
    refuse_after(reading, framed, "birth_on", date(year, 12, 31), called="寄附の年の末日")
    rows = ReadResult(
        records=records_of(reading, OneStopNotice),
        broken=all_broken(reading, rest),
        warnings=reading.warnings,
        layout=framed.layout.name,
        charset=framed.charset,
    )
    return OneStopFile(municipality, year, rows)


def write(notices: Sequence[OneStopNotice], *, municipality: str, income_year: int) -> bytes:
    """Return ``notices`` as a file to ``municipality``."""
    rows = rows_to_write(notices, load(KIND, VERSION))
    total = sum(notice.amount for notice in notices)
    return frame(KIND, (municipality, str(income_year)), rows, totals=(total,))
