"""Documents that wait to go to other municipalities, and those that perhaps should."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.addressees.api import as_of, withheld
from juminzei.apps.assessment.api import (
    DocumentState,
    TaxDocument,
    about_any,
    forwarded_documents,
)
from juminzei.apps.exchange.models import ConsignedDocument
from juminzei.base.wareki import wareki_text
from juminzei.formats.register_reasons import Reason

if TYPE_CHECKING:
    from juminzei.apps.addressees.api import Withheld

AT_ONCE = 500


def waiting_for(tax_year: int, municipality: str, *, protected: bool, on: date) -> list[int]:
    """Return the documents that wait to go to a municipality and are in no consignment.

    Args:
        tax_year: 年度.
        municipality: Six digits.
        protected: Those about protected persons, or all others.
        on: The day on which it is asked who is protected.
    """
    found = _waiting(tax_year, protected=protected, on=on)
    return [key for key, to in found if to == municipality]


def waiting_counts(tax_year: int, *, protected: bool, on: date) -> Counter[str]:
    """Return how many documents wait for each municipality; arguments as above."""
    return Counter(to for _, to in _waiting(tax_year, protected=protected, on=on))


def consigned(tax_year: int) -> dict[int, int]:
    """Return which consignment holds a document of a year, by document."""
    taken = ConsignedDocument.objects.filter(live=True, document__tax_year=tax_year)
    return dict(taken.values_list("document_id", "consignment_id"))


def _waiting(tax_year: int, *, protected: bool, on: date) -> list[tuple[int, str]]:
    about = about_any(withheld(on).numbers, tax_year)
    taken = consigned(tax_year)
    return [
        (one.document_id, one.municipality)
        for one in forwarded_documents(tax_year)
        if one.document_id not in taken and (one.document_id in about) == protected
    ]


@dataclass(frozen=True, slots=True)
class MovedAway:
    """A document of somebody who, by the register, lived elsewhere on 1 January.

    Attributes:
        document_id: Our key of it.
        document_number: 資料番号.
        kind: 種類, in words.
        payer_name: Who sent it.
        addressee_id: 宛名番号.
        why: What the register says, in words.
        where: Where to, or from where, as far as it may be shown.
    """

    document_id: int
    document_number: int
    kind: str
    payer_name: str
    addressee_id: int
    why: str
    where: str


def moved_away(tax_year: int, *, hidden: Withheld) -> list[MovedAway]:
    """Return the documents that count of people who lived elsewhere on 1 January.

    Whoever left later, or came back before, lived here; the register of that day decides.
    """
    day = date(tax_year, 1, 1)
    gone = Q(addressee__ceased_on__lte=day, addressee__ceased_reason=Reason.MOVED_OUT)
    came = Q(addressee__kind="resident", addressee__resident_since__gt=day)
    rows = TaxDocument.objects.filter(gone | came, tax_year=tax_year, state=DocumentState.ACTIVE)
    documents = list(rows.order_by("document_number"))
    told = _told_on(day, {one.addressee_id or 0 for one in documents}, hidden)
    return [
        MovedAway(
            document_id=one.pk,
            document_number=one.document_number,
            kind=one.get_kind_display(),
            payer_name=one.payer_name,
            addressee_id=one.addressee_id or 0,
            why=told[one.addressee_id or 0][0],
            where=told[one.addressee_id or 0][1],
        )
        for one in documents
        if (one.addressee_id or 0) in told
    ]


def _told_on(day: date, persons: set[int], hidden: Withheld) -> dict[int, tuple[str, str]]:
    """Return of each person who lived elsewhere on the day why that is, and where."""
    found: dict[int, tuple[str, str]] = {}
    wanted = sorted(persons)
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        here = set()
        for version in as_of(day).filter(addressee__in=some):
            here.add(version.addressee_id)
            if (
                version.ceased_on
                and version.ceased_on <= day
                and version.ceased_reason == Reason.MOVED_OUT
            ):
                where = hidden.address(version.addressee_id, version.moved_to)
                found[version.addressee_id] = f"{wareki_text(version.ceased_on)} 転出", where
        for version in as_of(date.max).filter(addressee__in=set(some) - here):
            where = hidden.address(version.addressee_id, version.moved_from)
            since = version.resident_since
            moved_in = f"{wareki_text(since)} 転入" if since else "転入（日の記録なし）"
            found[version.addressee_id] = moved_in, where
    return found
