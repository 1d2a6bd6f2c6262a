"""How documents stand, for the applications that handed them over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from juminzei.apps.assessment.models import DocumentState, TaxDocument

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

AT_ONCE = 500


class DocumentStanding(NamedTuple):
    """How far a document has come."""

    match_state: str
    state: str
    addressee: int | None


def document_standing(document_ids: Iterable[int]) -> dict[int, DocumentStanding]:
    """Return how each of the documents stands, by key; unknown keys are left out."""
    wanted = list(document_ids)
    found: dict[int, DocumentStanding] = {}
    for first in range(0, len(wanted), AT_ONCE):
        rows = TaxDocument.objects.filter(pk__in=wanted[first : first + AT_ONCE])
        standing = rows.values_list("pk", "match_state", "state", "addressee_id")
        for pk, match_state, state, addressee in standing:
            found[pk] = DocumentStanding(match_state, state, addressee)
    return found


def documents_of_person(addressees: int | Collection[int], tax_year: int) -> list[TaxDocument]:
    """Return the documents of a person's numbers that count in a year, by 資料番号.

    Their figures and relatives come with them.

    Args:
        addressees: One number, or all numbers of a person.
        tax_year: 年度.
    """
    numbers = [addressees] if isinstance(addressees, int) else list(addressees)
    rows = TaxDocument.objects.filter(
        addressee__in=numbers, tax_year=tax_year, state=DocumentState.ACTIVE
    )
    rows = rows.select_related("wage", "pension", "figures").prefetch_related("relatives")
    return list(rows.order_by("document_number"))
