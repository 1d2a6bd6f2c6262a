"""Which versions of the ledger count: of a run's own result, and with what followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from juminzei.apps.assessment.models import AssessmentVersion

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from juminzei.apps.assessment.models import AssessmentRun

REASSESSED = "reassessed"
"""Reason (事由) of a version that was decided on after the run was fixed."""


def own_result(run: AssessmentRun) -> QuerySet[AssessmentVersion]:
    """Return what the run itself came to: one version a person, what followed left out."""
    return _newest(AssessmentVersion.objects.filter(run=run).exclude(reason=REASSESSED))


def counting(run: AssessmentRun) -> QuerySet[AssessmentVersion]:
    """Return what counts of a run now: the newest version of each person."""
    return _newest(AssessmentVersion.objects.filter(run=run))


def counts_of(run: AssessmentRun, numbers: Collection[int]) -> AssessmentVersion | None:
    """Return what counts of a person in a run, none of whom it says nothing."""
    rows = AssessmentVersion.objects.filter(run=run, addressee__in=numbers)
    return rows.select_related("special_document").order_by("-recorded_at", "-version").first()


def _newest(rows: QuerySet[AssessmentVersion]) -> QuerySet[AssessmentVersion]:
    later = rows.filter(addressee=OuterRef("addressee"), version__gt=OuterRef("version"))
    return rows.exclude(Exists(later))
