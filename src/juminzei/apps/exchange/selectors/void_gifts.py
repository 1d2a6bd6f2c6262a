"""One-stop notices (申告特例通知) that do not count here, by the rule of each, by donated city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.apps.assessment.api import DocumentKind, DocumentState, TaxDocument
from juminzei.apps.exchange.models import ConsignedDocument
from juminzei.apps.exchange.selectors.waiting_documents import moved_away
from juminzei.base.numbers import municipality_code

if TYPE_CHECKING:
    from juminzei.apps.addressees.api import Withheld

RETURNS = (DocumentKind.NATIONAL_RETURN, DocumentKind.INHABITANT_RETURN)
ELSEWHERE = "１月１日の住所が本市にない"
NOT_APPLIED = "申告特例の適用がない"
"""Said where the donor filed a return: what somebody filed is nothing to tell another city."""


@dataclass(frozen=True, slots=True)
class VoidGift:
    """A notice that does not count, and what the city that sent it is told of it.

    Attributes:
        document_id: Our key of the notice.
        document_number: 資料番号.
        municipality: The city or prefecture that was given to, six digits.
        name: Of the donor, as the notice says.
        amount: What was given, yen.
        ground: Why it does not count, as far as another city may know.
    """

    document_id: int
    document_number: int
    municipality: str
    name: str
    amount: int
    ground: str


def void_gifts(tax_year: int, *, hidden: Withheld) -> list[VoidGift]:
    """Return the notices of a year that count here for nobody, by city and 資料番号.

    The donor lived elsewhere on 1 January, or filed a return. Gifts to ourselves, or to a body
    whose code is none, have nobody to be told; a protected person's are told one by one.

    Args:
        tax_year: 年度.
        hidden: Who is protected.
    """
    rows = TaxDocument.objects.filter(
        tax_year=tax_year,
        kind=DocumentKind.ONE_STOP,
        state=DocumentState.ACTIVE,
        addressee__isnull=False,
    ).exclude(addressee__in=hidden.numbers)
    away = {one.document_id for one in moved_away(tax_year, hidden=hidden)}
    filed = set(
        TaxDocument.objects.filter(
            tax_year=tax_year, kind__in=RETURNS, state=DocumentState.ACTIVE
        ).values_list("addressee_id", flat=True)
    )
    found = []
    for one in rows.select_related("figures"):
        to = str(one.figures.stated.get("donated_to", ""))
        ground = ELSEWHERE if one.pk in away else NOT_APPLIED if one.addressee_id in filed else ""
        if ground and municipality_code.is_valid(to) and to != settings.CONFIGURATION.municipality:
            amount = int(one.figures.columns.get("donation_hometown", 0))
            found.append(VoidGift(one.pk, one.document_number, to, one.name, amount, ground))
    return sorted(found, key=lambda one: (one.municipality, one.document_number))


def untold_gifts(tax_year: int, *, hidden: Withheld) -> list[VoidGift]:
    """Return those of :func:`void_gifts` that are in no consignment yet."""
    told = set(ConsignedDocument.objects.filter(live=True).values_list("document_id", flat=True))
    return [one for one in void_gifts(tax_year, hidden=hidden) if one.document_id not in told]
