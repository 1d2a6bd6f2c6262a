"""Which corrections by office authority count, on any day."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import OfficialCorrection

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

Value = int | str | bool | None
"""Yen, persons, a day as ``2026-01-31``, a code, or whether something is so."""
Corrected = dict[int, dict[str, Value]]
"""By document and item: what counts in the place of what was received."""


def corrections_in_force(
    tax_year: int, *, document_id: int | None = None, until: datetime | None = None
) -> Corrected:
    """Return what counts instead of what documents say; the newest decision is the one.

    Args:
        tax_year: 年度.
        document_id: Of this document alone.
        until: As it stood then; as it stands now if nothing is given.
    """
    rows = OfficialCorrection.objects.filter(tax_year=tax_year, decision__approved=True)
    if document_id is not None:
        rows = rows.filter(document=document_id)
    if until is not None:
        rows = rows.filter(decision__decided_at__lte=until)
    found: defaultdict[int, dict[str, Value]] = defaultdict(dict)
    ordered = rows.order_by("decision__decided_at", "decision__pk")
    for document, changes in ordered.values_list("document_id", "changes"):
        found[document].update({one["item"]: one["after"] for one in changes})
    return dict(found)


def of_figures(corrected: Mapping[str, Value]) -> dict[str, Value]:
    """Return the corrected figures of one document, those of its relatives left out."""
    return {item: value for item, value in corrected.items() if "/" not in item}


def of_relatives(corrected: Mapping[str, Value]) -> dict[str, dict[str, Value]]:
    """Return by place what counts of the relatives of one document."""
    found: defaultdict[str, dict[str, Value]] = defaultdict(dict)
    for item, value in corrected.items():
        place, _, name = item.partition("/")
        if name:
            found[place][name] = value
    return dict(found)


def official_corrections() -> QuerySet[OfficialCorrection]:
    """Return every correction with what pages show of it."""
    related = ("document", "proposed_by", "decision", "decision__decided_by")
    return OfficialCorrection.objects.select_related(*related)


def undecided(tax_year: int | None = None) -> QuerySet[OfficialCorrection]:
    """Return what waits for a second person, of one year or of all."""
    rows = official_corrections().filter(decision=None)
    return rows if tax_year is None else rows.filter(tax_year=tax_year)
