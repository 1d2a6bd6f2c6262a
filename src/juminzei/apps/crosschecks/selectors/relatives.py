"""Relatives that documents name: those of whom nobody knows who they are, and who they may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from juminzei.apps.addressees.api import Sought, candidates
from juminzei.apps.assessment.api import DocumentState, StatedRelative

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from juminzei.apps.addressees.api import Candidate, Withheld


def relatives(tax_year: int) -> QuerySet[StatedRelative]:
    """Return everybody whom an active document of the year with a person names."""
    return StatedRelative.objects.filter(
        document__tax_year=tax_year,
        document__state=DocumentState.ACTIVE,
        document__addressee__isnull=False,
    ).select_related("document")


def resolution_counts(tax_year: int) -> list[tuple[str, int]]:
    """Return how many were found how."""
    rows = relatives(tax_year).values("resolution").annotate(count=Count("pk")).order_by()
    found = {row["resolution"]: row["count"] for row in rows}
    resolutions = StatedRelative._meta.get_field("resolution").flatchoices
    return [(str(label), found.get(value, 0)) for value, label in resolutions]


def may_be(relative: StatedRelative, *, withheld: Withheld) -> list[Candidate]:
    """Return who the relative may be, the likeliest first."""
    sought = Sought(
        kind="resident",
        name=relative.name,
        kana=relative.kana,
        birth_on=relative.birth_on,
        address="",
    )
    return candidates(sought, withheld=withheld)[:10]
