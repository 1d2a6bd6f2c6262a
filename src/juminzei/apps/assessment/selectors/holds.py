"""Whose assessment is held, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Sum

from juminzei.apps.assessment.models import AssessmentHold, HoldAct
from juminzei.apps.assessment.selectors.counting_versions import own_result

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from juminzei.apps.assessment.models import AssessmentRun


def newest_acts(tax_year: int) -> QuerySet[AssessmentHold]:
    """Return the act that counts of everybody who was ever held in the year."""
    later = AssessmentHold.objects.filter(
        tax_year=tax_year, addressee=OuterRef("addressee"), pk__gt=OuterRef("pk")
    )
    rows = AssessmentHold.objects.filter(tax_year=tax_year)
    return rows.select_related("addressee", "decided_by").exclude(Exists(later))


def holds(tax_year: int) -> QuerySet[AssessmentHold]:
    """Return everybody who is held now, with the act that does it."""
    return newest_acts(tax_year).filter(act=HoldAct.HELD)


def held(tax_year: int) -> QuerySet[AssessmentHold, dict[str, int]]:
    """Return the addressee numbers of those held, as a part of other questions."""
    return holds(tax_year).values("addressee_id")  # type: ignore[return-value]  # django-stubs has a TypedDict of its own


def hold_of(numbers: Collection[int], tax_year: int) -> AssessmentHold | None:
    """Return by what a person is held, none if the person is not."""
    return holds(tax_year).filter(addressee__in=numbers).first()


def acts_of(numbers: Collection[int], tax_year: int) -> QuerySet[AssessmentHold]:
    """Return everything that was done about holding a person, newest first."""
    rows = AssessmentHold.objects.filter(addressee__in=numbers, tax_year=tax_year)
    return rows.select_related("decided_by").order_by("-pk")


def left_out(run: AssessmentRun) -> dict[str, int]:
    """Return how many people of a run are held, and what their tax comes to in yen."""
    rows = own_result(run).filter(addressee__in=held(run.tax_year))
    total = rows.aggregate(total=Sum("total", default=0))["total"]
    return {"people": rows.values("addressee").distinct().count(), "total": total}
