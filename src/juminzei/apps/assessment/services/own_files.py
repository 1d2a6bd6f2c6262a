"""What files of our own layouts hold: notices of gifts, of other cities, entered returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.apps.assessment.models import DocumentKind
from juminzei.apps.assessment.services.entered_returns import entered_return
from juminzei.apps.assessment.services.handed_document import HandedDocument
from juminzei.formats import city_notice, inhabitant_return, one_stop
from juminzei.formats.layout import load
from juminzei.formats.lines import cells_of, line_of
from juminzei.formats.register_file import TRAILER, VERSION, frame
from juminzei.platform.documents.channel import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from juminzei.formats.city_notice import CityNotice
    from juminzei.formats.errors import BrokenRow
    from juminzei.formats.one_stop import OneStopNotice
    from juminzei.platform.documents.channel import Channel


@dataclass(frozen=True, slots=True, eq=False)
class OwnFile:
    """A file that can be taken in: its documents, and the rows that cannot be.

    Attributes:
        kind: Such as ``one_stop``.
        municipality: To whom it is addressed, six digits.
        tax_year: 年度 of its documents.
        layout: The form that was recognised.
        documents: One for each row that can be taken.
        broken: The others.
        warnings: How many findings did not stop a row.
        header: What the header says after city and year.
    """

    kind: str
    municipality: str
    tax_year: int
    layout: str
    documents: Sequence[HandedDocument]
    broken: Sequence[BrokenRow]
    warnings: int
    header: tuple[str, ...] = ()

    @property
    def received(self) -> int:
        """How many rows the file has."""
        return len(self.documents) + len(self.broken)


def one_stop_documents(data: bytes, channel: Channel) -> OwnFile:
    """Read a file of one-stop notices.

    Raises:
        juminzei.formats.errors.FormatError: It cannot be read, or does not add up.
    """
    file = one_stop.read(data)
    tax_year = file.income_year + 1
    return OwnFile(
        kind=one_stop.KIND,
        municipality=file.municipality,
        tax_year=tax_year,
        layout=file.rows.layout,
        documents=[_one_stop(row, notice, tax_year, channel) for row, notice in file.rows.records],
        broken=file.rows.broken,
        warnings=len(file.rows.warnings),
    )


def _one_stop(row: int, notice: OneStopNotice, tax_year: int, channel: Channel) -> HandedDocument:
    day = notice.donated_on
    return HandedDocument(
        kind=DocumentKind.ONE_STOP,
        tax_year=tax_year,
        channel=channel,
        source=Source.MUNICIPALITY,
        row=row,
        name=notice.name,
        kana=notice.kana,
        address=notice.address,
        birth_on=notice.birth_on,
        number=notice.individual_number,
        columns={"donation_hometown": notice.amount, "donation_one_stop": 1},
        stated={"donated_to": notice.body, "donated_on": day.isoformat() if day else ""},
        payer_name=notice.body,
    )


def city_notice_documents(data: bytes, channel: Channel) -> OwnFile:
    """Read a file of another city's notices.

    Raises:
        juminzei.formats.errors.FormatError: It cannot be read.
    """
    file = city_notice.read(data)
    tax_year = file.income_year + 1
    return OwnFile(
        kind=city_notice.KIND,
        municipality=file.municipality,
        tax_year=tax_year,
        layout=file.rows.layout,
        documents=[
            _city_notice(row, notice, file.sender, tax_year, channel)
            for row, notice in file.rows.records
        ],
        broken=file.rows.broken,
        warnings=len(file.rows.warnings),
        header=(file.sender,),
    )


def _city_notice(
    row: int, notice: CityNotice, sender: str, tax_year: int, channel: Channel
) -> HandedDocument:
    known = {
        "revenue_employment": notice.revenue_employment,
        "revenue_public_pension": notice.revenue_public_pension,
    }
    stated: dict[str, int | str] = {"notice": notice.notice.value, "sender": sender}
    if notice.aggregate_income is not None:
        stated["aggregate_income_stated"] = notice.aggregate_income
    if notice.note:
        stated["note"] = notice.note
    return HandedDocument(
        kind=DocumentKind.CITY_NOTICE,
        tax_year=tax_year,
        channel=channel,
        source=Source.MUNICIPALITY,
        reference=f"{sender}/{tax_year}/{notice.reference}",
        row=row,
        filed_on=notice.noticed_on,
        name=notice.name,
        kana=notice.kana,
        address=notice.address,
        birth_on=notice.birth_on,
        number=notice.individual_number,
        columns={name: yen for name, yen in known.items() if yen},
        stated=stated,
        payer_name=sender,
    )


def inhabitant_return_documents(data: bytes, channel: Channel) -> OwnFile:
    """Read a file of inhabitant returns that were entered from paper.

    Raises:
        juminzei.formats.errors.FormatError: It cannot be read, or does not add up.
    """
    file = inhabitant_return.read(data)
    tax_year = file.income_year + 1
    return OwnFile(
        kind=inhabitant_return.KIND,
        municipality=file.municipality,
        tax_year=tax_year,
        layout=file.rows.layout,
        documents=[
            entered_return(row, entered, tax_year, channel) for row, entered in file.rows.records
        ],
        broken=file.rows.broken,
        warnings=len(file.rows.warnings),
    )


def file_of_line(kind: str, line: str, tax_year: int, header: tuple[str, ...] = ()) -> bytes:
    """Return a file to this city that has one row: a corrected one of another file.

    Args:
        kind: A key of :data:`READERS`.
        line: The row.
        tax_year: 年度 of the file that the row is from.
        header: What that file's header said after city and year.
    """
    layout = load(kind, VERSION)
    here, year = settings.CONFIGURATION.municipality, str(tax_year - 1)
    empty = frame(kind, (here, year, *header), ()).decode(layout.charset).split("\r\n")
    totals = TOTALLED.get(kind)
    cells = cells_of(line)
    column = next((one.number for one in layout.columns if one.field == totals), 0)
    cell = cells[column - 1] if 0 < column <= len(cells) else ""
    total = [cell if cell.isascii() and cell.isdigit() else "0"] if totals else []
    trailer = line_of((TRAILER, "1", *total))
    return "\r\n".join([*empty[:2], line, trailer, ""]).encode(layout.charset)


TOTALLED = {one_stop.KIND: "amount", inhabitant_return.KIND: inhabitant_return.TOTALLED}
"""Kinds whose trailer has a control total → the field that it is of."""

READERS: dict[str, Callable[[bytes, Channel], OwnFile]] = {
    one_stop.KIND: one_stop_documents,
    city_notice.KIND: city_notice_documents,
    inhabitant_return.KIND: inhabitant_return_documents,
}
