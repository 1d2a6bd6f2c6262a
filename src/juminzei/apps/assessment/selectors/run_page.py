"""A run of the initial assessment: how far it is, what it came to, what to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import AssessmentRun, RunState
from juminzei.platform.jobs.models import JobState
from juminzei.platform.jobs.services import progress

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from juminzei.platform.jobs.services import Progress

RESTING = frozenset({JobState.STOPPED, JobState.FAILED})


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run with its progress."""

    run: AssessmentRun
    progress: Progress
    moving: bool
    """The run is being calculated, so the page asks again every second."""
    stoppable: bool
    """The calculation goes on and nobody has asked it to stop."""
    resting: bool
    """It was stopped or has failed before its end, and goes on when it is started again."""


def runs() -> QuerySet[AssessmentRun]:
    """Return every run, newest first."""
    return AssessmentRun.objects.select_related("started_by", "job").order_by("-pk")


def run_page(run_id: int, at: datetime) -> RunPage | None:
    """Return one run, none if there is no such run."""
    found = AssessmentRun.objects.select_related("job", "started_by", "reviewed_by", "fixed_by")
    run = found.filter(pk=run_id).first()
    if run is None:
        return None
    unfinished = run.state == RunState.CALCULATING
    return RunPage(
        run,
        progress(run.job, at),
        moving=unfinished and run.job.state not in RESTING,
        stoppable=unfinished and run.job.state in {JobState.WAITING, JobState.RUNNING},
        resting=unfinished and run.job.state in RESTING,
    )
