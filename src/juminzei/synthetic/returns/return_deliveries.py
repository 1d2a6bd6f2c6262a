"""Deliveries of returns (OWN-KOKUZEI): folders by week and way, with data, images and lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from juminzei.base.business_days import next_open_day
from juminzei.formats.national_delivery import IndexRow, write_delivery
from juminzei.formats.national_delivery_manifest import Manifest
from juminzei.formats.national_return import write_return
from juminzei.synthetic.people.addresses import CITY_CODE
from juminzei.synthetic.returns.drawing import scanned
from juminzei.synthetic.returns.filings import Fate, Way
from juminzei.synthetic.returns.return_pages import FORM, OFFICE, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from juminzei.synthetic.reports.rows import Row
    from juminzei.synthetic.returns.filings import Sent

FOLDER = "national_returns"
FEWEST, WEEKS = 40, 8
"""A way's returns go into about so many deliveries, each of so many returns at least."""
PASSED_ON = {Way.ETAX: timedelta(days=7), Way.KSK: timedelta(days=28)}
COPIED_LATER = timedelta(days=14)
SOFTWARE = "架空ソフト"


@dataclass(slots=True)
class Delivery:
    """One folder to be written."""

    name: str
    way: Way
    day: date
    rows: list[Row[Sent]] = field(default_factory=list)


def deliveries(rows: list[Row[Sent]]) -> list[Delivery]:
    """Return the deliveries of both ways, those that come first before."""
    found: list[Delivery] = []
    for way in Way:
        own = sorted((row for row in rows if row.report.way is way), key=_comes_on)
        size = max(FEWEST, -(-len(own) // WEEKS))
        for first in range(0, len(own), size):
            part = own[first : first + size]
            day = next_open_day(_comes_on(part[-1]))
            name = f"{FOLDER}/{day:%Y%m%d}_{way}_{first // size + 1:02d}"
            found.append(Delivery(name, way, day, part))
    return sorted(found, key=lambda one: one.name)


def write(delivery: Delivery, out: Path) -> None:
    """Write a delivery below ``out``; what arrives broken is written broken, digests and all."""
    manifest = Manifest(
        delivery_id=delivery.name.rpartition("/")[2],
        source=delivery.way,
        delivered_on=delivery.day,
        municipality=CITY_CODE,
        count=len(delivery.rows),
        files=(),
    )
    write_delivery(out / delivery.name, manifest, _returns(delivery))


def _comes_on(row: Row[Sent]) -> date:
    sent = row.report
    return (
        sent.filing.filed_on + PASSED_ON[sent.way] + (COPIED_LATER if sent.copied else timedelta())
    )


def _returns(delivery: Delivery) -> Iterator[tuple[IndexRow, bytes | None, list[bytes]]]:
    for seq, row in enumerate(delivery.rows, 1):
        sent = row.report
        pages = pages_of(sent.filing)
        data = None
        if sent.with_data:
            data = write_return(
                pages, made_on=sent.filing.filed_on, made_by="納税者", software=SOFTWARE
            )
        images = scanned(pages) if sent.way is Way.KSK else []
        if row.damage == Fate.BROKEN_DATA and data is not None:
            data = data[: len(data) * 2 // 3]
        if row.damage == Fate.BROKEN_IMAGE:
            images[-1] = images[-1][: len(images[-1]) // 2]
        yield _listed(seq, row), data, images


def _listed(seq: int, row: Row[Sent]) -> IndexRow:
    filing, who = row.report.filing, row.report.filing.recipient
    return IndexRow(
        seq=seq,
        reference=row.report.reference,
        number=who.number,
        kana=who.kana,
        name=who.name,
        birth_on=who.birth_on,
        address=who.address,
        address_january=filing.address_january,
        forms=(FORM,),
        tax_office=OFFICE.partition(" ")[0],
        received_on=filing.filed_on,
        kind="修正" if filing.corrects else "確定",
    )
