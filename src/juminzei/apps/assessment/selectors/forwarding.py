"""What goes on to other municipalities (回送)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.addressees.api import HIDDEN_ADDRESS
from juminzei.apps.assessment.models import DocumentState, MatchDecision, MatchState, TaxDocument
from juminzei.apps.assessment.models.document import ERASED

if TYPE_CHECKING:
    from juminzei.apps.addressees.api import Withheld


@dataclass(frozen=True, slots=True)
class Forwarded:
    """One document that another municipality should have.

    Attributes:
        document_id: Our key of it.
        kind: ``wage_report`` or ``pension_report``.
        payer_name: Who sent it.
        municipality: Where it goes, six digits.
        by_clerk: A clerk found that it is not ours; otherwise the document names the
            other municipality itself.
    """

    document_id: int
    kind: str
    payer_name: str
    municipality: str
    by_clerk: bool


def forwarded_documents(tax_year: int, *, withheld: Withheld | None = None) -> list[Forwarded]:
    """Return the documents of a year to forward, by municipality and in order of arrival.

    What was sent and erased is no longer among them.

    Where a document goes is where the person lives: of those ``withheld`` it is not told.
    """
    decided = dict(
        MatchDecision.objects.filter(
            document__tax_year=tax_year,
            document__state=DocumentState.FORWARDED,
            outcome=MatchState.NOT_OURS,
        )
        .order_by("pk")
        .values_list("document_id", "reason")
    )
    documents = TaxDocument.objects.filter(tax_year=tax_year, state=DocumentState.FORWARDED)
    documents = documents.exclude(name=ERASED)
    telling = about_any(withheld.numbers, tax_year) if withheld else set()
    found = [
        Forwarded(
            document_id=key,
            kind=kind,
            payer_name=payer_name,
            municipality=HIDDEN_ADDRESS
            if key in telling
            else decided[key]["municipality"]
            if key in decided
            else municipality,
            by_clerk=key in decided,
        )
        for key, kind, payer_name, municipality in documents.values_list(
            "pk", "kind", "payer_name", "municipality"
        )
    ]
    return sorted(found, key=lambda document: (document.municipality, document.document_id))


def about_any(persons: frozenset[int], tax_year: int) -> set[int]:
    """Return the forwarded documents that are, were or might be about one of the persons."""
    forwarded = TaxDocument.objects.filter(tax_year=tax_year, state=DocumentState.FORWARDED)
    named = (
        Q(addressee__in=persons)
        | Q(candidates__addressee__in=persons)
        | Q(decisions__addressee__in=persons)
    )
    return set(forwarded.filter(named).values_list("pk", flat=True))
