"""What files of our own layouts hold: one-stop notices and other cities' notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import DocumentKind
from juminzei.apps.assessment.services.handed_document import HandedDocument
from juminzei.formats import one_stop
from juminzei.platform.documents.channel import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    """

    kind: str
    municipality: str
    tax_year: int
    layout: str
    documents: Sequence[HandedDocument]
    broken: Sequence[BrokenRow]
    warnings: int

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


READERS: dict[str, Callable[[bytes, Channel], OwnFile]] = {one_stop.KIND: one_stop_documents}
