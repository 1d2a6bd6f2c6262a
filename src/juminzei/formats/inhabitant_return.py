"""住民税申告書 as a punch contractor enters them from paper (own layout).

The trailer says how many returns there are, and their 給与収入 together as a control total.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.formats.errors import ReadResult
from juminzei.formats.layout import load
from juminzei.formats.own_rows import all_broken, check_total, city_and_year, read_own, refuse_after
from juminzei.formats.reading import records_of
from juminzei.formats.register_file import VERSION, frame, unframe
from juminzei.formats.writing import rows_to_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from juminzei.base.numbers.individual_number import IndividualNumber

KIND = "inhabitant_return"
TOTALLED = "revenue_employment"
RELATIVES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredRelative:
    """A relative whom a return claims."""

    name: str
    relationship: str
    birth_on: date | None
    number: IndividualNumber | None
    disability: int
    cohabiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InhabitantReturn:
    """One return as entered; yen, None is a blank cell, not 0."""

    reference: str
    """整理番号: the same number of a year again is the same return."""
    filed_on: date
    name: str
    kana: str
    birth_on: date
    address: str
    individual_number: IndividualNumber | None = None
    revenue_employment: int | None = None
    revenue_public_pension: int | None = None
    income_business: int | None = None
    income_real_estate: int | None = None
    income_miscellaneous: int | None = None
    social_insurance: int | None = None
    small_enterprise_mutual_aid: int | None = None
    life_general_new: int | None = None
    life_general_old: int | None = None
    life_nursing: int | None = None
    life_pension_new: int | None = None
    earthquake: int | None = None
    medical_paid: int | None = None
    medical_reimbursed: int | None = None
    donation_hometown: int | None = None
    disability: str = ""
    """0 none, 1 ordinary, 2 special; relatives' too."""
    widow: bool | None = None
    single_parent: bool | None = None
    collection: str = ""
    """Of income beside pay and pensions: 1 from the pay, 2 by the person."""
    spouse_name: str = ""
    spouse_birth_on: date | None = None
    spouse_number: IndividualNumber | None = None
    spouse_income: int | None = None
    relative_1_name: str = ""
    relative_1_relationship: str = ""
    relative_1_birth_on: date | None = None
    relative_1_number: IndividualNumber | None = None
    relative_1_disability: str = ""
    relative_1_cohabiting: bool | None = None
    relative_2_name: str = ""
    relative_2_relationship: str = ""
    relative_2_birth_on: date | None = None
    relative_2_number: IndividualNumber | None = None
    relative_2_disability: str = ""
    relative_2_cohabiting: bool | None = None
    relative_3_name: str = ""
    relative_3_relationship: str = ""
    relative_3_birth_on: date | None = None
    relative_3_number: IndividualNumber | None = None
    relative_3_disability: str = ""
    relative_3_cohabiting: bool | None = None
    relative_4_name: str = ""
    relative_4_relationship: str = ""
    relative_4_birth_on: date | None = None
    relative_4_number: IndividualNumber | None = None
    relative_4_disability: str = ""
    relative_4_cohabiting: bool | None = None

    def relatives(self) -> Iterator[EnteredRelative]:
        """Yield the relatives who are named, in the order of the paper."""
        for place in range(1, RELATIVES + 1):
            name, relationship, birth_on, number, disability, cohabiting = (
                getattr(self, f"relative_{place}_{cell}") for cell in RELATIVE_CELLS
            )
            if name:
                yield EnteredRelative(
                    name=name,
                    relationship=relationship,
                    birth_on=birth_on,
                    number=number,
                    disability=int(disability or 0),
                    cohabiting=bool(cohabiting),
                )


RELATIVE_CELLS = ("name", "relationship", "birth_on", "number", "disability", "cohabiting")


@dataclass(frozen=True, slots=True)
class InhabitantReturnFile:
    """A file of returns: to which city, and of which year's income."""

    municipality: str
    income_year: int
    rows: ReadResult[InhabitantReturn]


def read(data: bytes) -> InhabitantReturnFile:
    """Return every return of a file; a row's number is that of its line.

    Raises:
        FormatError: The file is not text, its header or trailer is wrong, or its rows do not
            add up to the total in the trailer.
    """
    framed = unframe(data, KIND, totals=1)
    municipality, year = city_and_year(framed, "所得の年", "入力した事業者に確かめてください。")
    reading, rest = read_own(framed)
    check_total(reading, rest, TOTALLED, framed.totals[0])
    last = date(year, 12, 31)
    for born in BIRTHDAYS:
        refuse_after(reading, framed, born, last, called="所得の年の末日")
    rows = ReadResult(
        records=records_of(reading, InhabitantReturn),
        broken=all_broken(reading, rest),
        warnings=reading.warnings,
        layout=framed.layout.name,
        charset=framed.charset,
    )
    return InhabitantReturnFile(municipality, year, rows)


BIRTHDAYS = (
    "birth_on",
    "spouse_birth_on",
    *(f"relative_{place}_birth_on" for place in range(1, RELATIVES + 1)),
)


def write(returns: Sequence[InhabitantReturn], *, municipality: str, income_year: int) -> bytes:
    """Return ``returns`` as a file to ``municipality``."""
    rows = rows_to_write(returns, load(KIND, VERSION))
    total = sum(one.revenue_employment or 0 for one in returns)
    return frame(KIND, (municipality, str(income_year)), rows, totals=(total,))
