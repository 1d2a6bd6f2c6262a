"""National returns taken in for tests of what is done with them afterwards."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.national_returns.models import StagedReturn
from juminzei.apps.national_returns.services.take_delivery import take_delivery
from juminzei.platform.documents.channel import Channel
from support.image_files import scanned
from support.made_up_returns import a_return, delivery, index_row, xml_of
from support.page_rows import AT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.apps.addressees.models import Addressee
    from juminzei.formats.national_delivery import IndexRow
    from juminzei.platform.staff.models import StaffMember

Row = tuple["IndexRow", bytes | None, list[bytes]]


def taken(
    rows: Sequence[Row], actor: StaffMember, *, at: datetime = AT, **changed: object
) -> list[StagedReturn]:
    """Take these returns in as one delivery and return them in order."""
    with tempfile.TemporaryDirectory() as folder:
        place = delivery(Path(folder) / "D", rows, **changed)
        found = take_delivery(place, channel=Channel.NATIONAL_TAX, actor=actor, at=at)
    return list(StagedReturn.objects.filter(delivery=found.entry).order_by("seq"))


def with_data(seq: int = 1, amount: int = 5_000_000, **changed: object) -> Row:
    """Return a return that has everything."""
    return index_row(seq, **changed), xml_of(a_return({"ABB00080": amount, "ABB00710": 9_000})), []


def image_only(seq: int = 1, **changed: object) -> Row:
    """Return a return of which only the image came."""
    return index_row(seq, **changed), None, [scanned(0, 1)]


def without_second_page(seq: int = 1, **changed: object) -> Row:
    """Return a return whose 第二表 is on the image alone."""
    return index_row(seq, **changed), xml_of(a_return({"ABB00080": 7_000_000})), [scanned(2)]


def identified(staged: StagedReturn, person: Addressee) -> None:
    """Tie the document of a return to a person, as matching does."""
    TaxDocument.objects.filter(pk=staged.document_id or 0).update(
        addressee=person, match_state="number"
    )
    staged.refresh_from_db()
