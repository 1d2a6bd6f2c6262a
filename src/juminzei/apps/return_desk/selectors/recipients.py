"""Whom next year's form of the inhabitant tax return is sent to (翌年の申告書の送付対象)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from juminzei.apps.assessment.api import DocumentKind, DocumentState, TaxDocument
from juminzei.apps.return_desk.models import ReturnKind, ReturnState
from juminzei.apps.return_desk.selectors.returns import returns

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from juminzei.apps.return_desk.models import DeskReturn

LEFT_OUT = {
    "ceased": "転出・死亡など（住民でない）",
    "national": "同じ年度に確定申告書がある",
}
"""Why somebody who declared is left out."""


def recipients(tax_year: int) -> QuerySet[DeskReturn]:
    """Return the finished returns of a year whose people are sent a form for the next.

    One row a person: who declared again has the newest.
    """
    return _declared(tax_year).filter(addressee__ceased_on=None).exclude(_has_national(tax_year))


def left_out(tax_year: int) -> dict[str, int]:
    """Return how many are left out, by the words of why; who is both counts as gone."""
    rows = _declared(tax_year)
    living = rows.filter(addressee__ceased_on=None)
    counts = {
        "ceased": rows.exclude(addressee__ceased_on=None).count(),
        "national": living.filter(_has_national(tax_year)).count(),
    }
    return {LEFT_OUT[name]: count for name, count in counts.items()}


def _declared(tax_year: int) -> QuerySet[DeskReturn]:
    done = returns().filter(tax_year=tax_year, kind=ReturnKind.INHABITANT, state=ReturnState.DONE)
    later = done.filter(addressee=OuterRef("addressee"), pk__gt=OuterRef("pk"))
    return done.exclude(Exists(later))


def _has_national(tax_year: int) -> Exists:
    return Exists(
        TaxDocument.objects.filter(
            addressee=OuterRef("addressee"),
            tax_year=tax_year,
            kind=DocumentKind.NATIONAL_RETURN,
            state=DocumentState.ACTIVE,
        )
    )


def declared_before(tax_year: int) -> set[int]:
    """Return who declared here for the year before and lives here still: who may come again."""
    rows = recipients(tax_year - 1)
    return set(rows.values_list("addressee_id", flat=True))
