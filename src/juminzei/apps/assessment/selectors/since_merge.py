"""What came under some numbers since a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import OuterRef, Subquery

from juminzei.apps.assessment.models import MatchDecision, TaxablePerson, TaxDocument

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


class SinceMerge(NamedTuple):
    """A document that was matched to a number since; ``under`` is where it was found."""

    key: int
    addressee: int
    under: int
    """The merged-away number whose name or Individual Number led to the person, or itself."""
    tax_year: int
    kind: str
    payer: str
    name: str
    amount: int


def matched_since(at: datetime, numbers: Collection[int]) -> list[SinceMerge]:
    """Return the documents whose present person was decided after ``at``, in order."""
    newest = MatchDecision.objects.filter(document=OuterRef("pk")).order_by("-pk")
    documents = (
        TaxDocument.objects.filter(addressee__in=numbers)
        .annotate(
            decided_at=Subquery(newest.values("decided_at")[:1]),
            why=Subquery(newest.values("reason")[:1]),
        )
        .filter(decided_at__gt=at)
        .select_related("wage", "pension")
        .order_by("pk")
    )
    return [_told(document) for document in documents]


def years_listed_since(at: datetime, numbers: Collection[int]) -> set[int]:
    """Return the years whose list was frozen after ``at`` with one of ``numbers`` on it."""
    rows = TaxablePerson.objects.filter(addressee__in=numbers, list__frozen_at__gt=at)
    return set(rows.filter(included=True).values_list("list__tax_year", flat=True))


def _told(document: TaxDocument) -> SinceMerge:
    figures = getattr(document, "wage", None) or getattr(document, "pension", None)
    why = getattr(document, "why", None) or {}
    addressee = document.addressee_id or 0
    return SinceMerge(
        key=document.pk,
        addressee=addressee,
        under=int(why.get("under", addressee)),
        tax_year=document.tax_year,
        kind=document.get_kind_display(),
        payer=document.payer_name,
        name=document.name,
        amount=figures.revenue if figures is not None else 0,
    )
