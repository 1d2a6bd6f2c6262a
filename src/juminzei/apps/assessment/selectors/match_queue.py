"""What the matching queue shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from juminzei.apps.assessment.models import (
    DocumentState,
    MatchCandidate,
    MatchDecision,
    MatchState,
    TaxDocument,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

OPEN = (MatchState.QUEUE, MatchState.HELD)


def waiting_documents(tax_year: int) -> QuerySet[TaxDocument]:
    """Return the documents that wait for a clerk, those held last, in order of arrival."""
    return TaxDocument.objects.filter(
        tax_year=tax_year, state=DocumentState.ACTIVE, match_state__in=OPEN
    ).order_by("-match_state", "pk")


def candidates(document_id: int) -> QuerySet[MatchCandidate]:
    """Return the persons whom the document might be about, most similar first."""
    return MatchCandidate.objects.filter(document_id=document_id).order_by("-score", "pk")


def decisions(document_id: int) -> QuerySet[MatchDecision]:
    """Return every decision ever taken about the document, newest first."""
    return (
        MatchDecision.objects.filter(document_id=document_id)
        .select_related("decided_by")
        .order_by("-pk")
    )


def counts_by_state(tax_year: int) -> dict[str, int]:
    """Return how many active documents of the year stand in each match state."""
    rows = (
        TaxDocument.objects.filter(tax_year=tax_year, state=DocumentState.ACTIVE)
        .values_list("match_state")
        .annotate(count=Count("pk"))
        .order_by("match_state")
    )
    return dict(rows)
