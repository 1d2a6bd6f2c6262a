"""What goes on to other municipalities (回送)."""

from __future__ import annotations

from dataclasses import dataclass

from juminzei.apps.assessment.models import DocumentState, MatchDecision, MatchState, TaxDocument


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


def forwarded_documents(tax_year: int) -> list[Forwarded]:
    """Return the documents of a year to forward, by municipality and in order of arrival."""
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
    found = [
        Forwarded(
            document_id=key,
            kind=kind,
            payer_name=payer_name,
            municipality=decided[key]["municipality"] if key in decided else municipality,
            by_clerk=key in decided,
        )
        for key, kind, payer_name, municipality in documents.values_list(
            "pk", "kind", "payer_name", "municipality"
        )
    ]
    return sorted(found, key=lambda document: (document.municipality, document.document_id))
