"""Which calculations know a correction, and what they came to for the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from juminzei.apps.addressees.api import cluster
from juminzei.apps.assessment.models import AssessmentRun, AssessmentVersion, RunState

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.assessment.models import OfficialCorrection


class ResultSince(NamedTuple):
    """What a run came to."""

    run: AssessmentRun
    total: int | None
    """年税額 of the person, yen; none of whom the run says nothing."""
    knows: bool
    """What counts of the person in it was calculated after the correction came to count."""


def results_since(correction: OfficialCorrection) -> list[ResultSince]:
    """Return every run of the year that counts or knew an approved correction, oldest first."""
    since = correction.decision.decided_at
    runs = AssessmentRun.objects.filter(tax_year=correction.tax_year).order_by("pk")
    shown = [one for one in runs if one.started_at > since or one.state != RunState.ABANDONED]
    person = correction.document.addressee_id
    totals: dict[int, int] = {}
    decided: dict[int, datetime] = {}
    if person:
        versions = AssessmentVersion.objects.filter(addressee__in=cluster(person), run__in=shown)
        for run, total, at in versions.order_by("version").values_list(
            "run_id", "total", "recorded_at"
        ):
            totals[run], decided[run] = total, at
    return [
        ResultSince(one, totals.get(one.pk), decided.get(one.pk, one.started_at) > since)
        for one in shown
    ]
