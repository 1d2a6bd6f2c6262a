"""The documents of a person as the consolidated sheet names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import DocumentKind
from juminzei.apps.assessment.selectors import person_page

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from juminzei.apps.assessment.models import TaxDocument

ORDER = (
    DocumentKind.NATIONAL_RETURN,
    DocumentKind.INHABITANT_RETURN,
    DocumentKind.CITY_NOTICE,
    DocumentKind.WAGE,
    DocumentKind.PENSION,
    DocumentKind.ONE_STOP,
)
"""From left to right: what goes before the others stands first."""


@dataclass(frozen=True, slots=True)
class SheetDocument:
    """One document; no name and no address of anybody."""

    key: int
    number: int
    """資料番号."""
    kind: str
    payer: str
    filed_on: date | None
    state: str
    """Empty while it counts."""
    match: str
    box: str
    image_set: int | None


def sheet_documents(
    numbers: Sequence[int], tax_year: int, put_together: Collection[int]
) -> tuple[list[SheetDocument], list[SheetDocument]]:
    """Return the documents that were put together, and the person's others of the year.

    Those that go before others come first.

    Args:
        numbers: The person's addressee numbers.
        tax_year: 年度.
        put_together: Keys of the documents that were.
    """
    documents = sorted(person_page.documents(numbers, tax_year, None), key=_order)
    found = [_named(one) for one in documents]
    counted = [one for one in found if one.key in put_together]
    return counted, [one for one in found if one.key not in put_together]


def _order(document: TaxDocument) -> tuple[int, int]:
    rank = ORDER.index(document.kind) if document.kind in ORDER else len(ORDER)
    return rank, document.pk


def _named(document: TaxDocument) -> SheetDocument:
    active = document.state == "active"
    return SheetDocument(
        key=document.pk,
        number=document.document_number,
        kind=document.get_kind_display(),
        payer=document.payer_name,
        filed_on=document.filed_on,
        state="" if active else document.get_state_display(),
        match=document.get_match_state_display(),
        box=document.box,
        image_set=document.image_set_id,
    )
