"""Prints one file: draws it unless it already lies there as it would be drawn.

A file is written under a temporary name and renamed when it is whole, so that whatever
stops the printing, a file under its own name is complete. Safe to run in another process.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.notices.drawing import draw, source_digest
from juminzei.notices.ordinary import page as ordinary_page
from juminzei.notices.ordinary.form import InconsistentNoticeError, OrdinaryNotice
from juminzei.notices.special import page as special_page
from juminzei.notices.wording import city_wording

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from juminzei.notices.drawing import Sheet
    from juminzei.notices.special.page import PacketPart

PARTIAL = ".part"


@dataclass(frozen=True, slots=True)
class FileOrder:
    """One file to be printed.

    ``law_warning`` stands in a margin of every page while the year's law is a draft.
    ``known`` are the digests (of what it was drawn from, of its bytes) noted when the
    file was last printed, empty if never.
    """

    number: int
    path: Path
    tax_year: int
    ordinance: str
    issued_on: date
    draft: bool
    by_hand: bool
    ordinary: tuple[OrdinaryNotice, ...] = ()
    special: tuple[PacketPart, ...] = ()
    known: tuple[str, str] = ("", "")
    law_warning: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A notice that is in the file, its first page (from 1) and its pages; yen it asks for.

    ``by_hand`` says why a person looks at it before it is posted.
    """

    number: str
    first_page: int
    pages: int
    amount: int
    is_list: bool = False
    by_hand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A notice that was not printed, and why."""

    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """What was printed; ``drawn`` is False where the file already lay there the same."""

    number: int
    name: str
    by_hand: bool
    draft: bool
    pages: int
    placed: tuple[Placed, ...]
    refused: tuple[Refused, ...]
    digest: str
    source_digest: str
    drawn: bool

    @property
    def amount(self) -> int:
        """The yen that the file's notices ask for."""
        return sum(notice.amount for notice in self.placed)

    @property
    def notices(self) -> int:
        """How many people's notices are in the file; collectors' lists are not counted."""
        return sum(not notice.is_list for notice in self.placed)


def print_file(order: FileOrder) -> PrintedFile:
    """Print one file, whole or not at all.

    Raises:
        DrawingError: A notice ran over its page; the file was not written.
        OSError: The folder cannot be written.
    """
    sheet, placed, refused = _special(order) if order.special else _ordinary(order)
    sources = sheet.sources()
    source = source_digest(sources)
    digest = order.known[1]
    drawn = order.known[0] != source or not _lies_there(order.path, digest)
    if drawn and sheet.pages:
        pdf = draw(sources, sheet.pages)
        _write(order.path, pdf)
        digest = hashlib.sha256(pdf).hexdigest()
    return PrintedFile(
        number=order.number,
        name=order.path.name,
        by_hand=order.by_hand,
        draft=order.draft,
        pages=sheet.pages,
        placed=placed,
        refused=refused,
        digest=digest,
        source_digest=source,
        drawn=drawn,
    )


def _ordinary(order: FileOrder) -> tuple[Sheet, tuple[Placed, ...], tuple[Refused, ...]]:
    sound, refused = _sorted_out(order.ordinary)
    placed = []
    page = 1
    for notice in sound:
        asked = notice.ordinary_amount + notice.pension_amount
        placed.append(Placed(notice.number, page, notice.pages, asked, by_hand=notice.by_hand))
        page += notice.pages
    sheet = ordinary_page.sheet(
        sound,
        tax_year=order.tax_year,
        wording=city_wording.load(order.ordinance),
        issued_on=order.issued_on,
        draft=order.draft,
        law_warning=order.law_warning,
    )
    return sheet, tuple(placed), refused


def _sorted_out(
    notices: tuple[OrdinaryNotice, ...],
) -> tuple[list[OrdinaryNotice], tuple[Refused, ...]]:
    """Return the notices that add up, and those that do not with the reason."""
    sound, refused = [], []
    for notice in notices:
        try:
            notice.check()
        except InconsistentNoticeError as error:
            refused.append(Refused(notice.number, str(error)))
        else:
            sound.append(notice)
    return sound, tuple(refused)


def _special(order: FileOrder) -> tuple[Sheet, tuple[Placed, ...], tuple[Refused, ...]]:
    sound: list[PacketPart] = []
    refused: list[Refused] = []
    for part in order.special:
        try:
            part.notice.check()
        except InconsistentNoticeError as error:
            refused.append(Refused(part.notice.number, str(error)))
        else:
            sound.append(part)
    sheet = special_page.sheet(
        sound,
        tax_year=order.tax_year,
        wording=city_wording.load(order.ordinance),
        issued_on=order.issued_on,
        draft=order.draft,
        law_warning=order.law_warning,
    )
    return sheet, tuple(_placed_packets(sound)), tuple(refused)


def _placed_packets(parts: list[PacketPart]) -> list[Placed]:
    placed: list[Placed] = []
    start = 1
    for part in parts:
        n = part.notice
        listed = min(n.list_pages, part.last) - part.first
        if listed > 0:
            placed.append(Placed(n.number, start, listed, 0, is_list=True, by_hand=n.by_hand))
        for page in range(part.first, part.last):
            for i in special_page.employees_on(n, page):
                employee = n.employees[i]
                at = start + page - part.first
                placed.append(Placed(employee.number, at, 1, employee.amount))
        start += part.last - part.first
    return placed


def _lies_there(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def _write(path: Path, content: bytes) -> None:
    partial = path.with_name(path.name + PARTIAL)
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
