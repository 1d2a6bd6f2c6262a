"""Pausing the calculation of a run: what is calculated stays, and it can go on later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import AssessmentRun, RunState
from juminzei.platform.audit import services as audit
from juminzei.platform.jobs.models import JobState
from juminzei.platform.jobs.services import request_stop
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

GOING = frozenset({JobState.WAITING, JobState.RUNNING})
"""States of a run's job in which it can be paused."""


class NotGoingError(Exception):
    """The run is not being calculated; nothing was done."""


@transaction.atomic
def stop_run(run: AssessmentRun, *, actor: StaffMember, at: datetime) -> None:
    """Ask the workers of ``run`` to stop after the people in hand.

    :func:`juminzei.apps.assessment.services.start_run.start_run` lets it go on.

    Args:
        run: A run that is being calculated.
        actor: Who pauses it; needs ``assess.run``.
        at: When.

    Raises:
        NotGoingError: It has ended, or was stopped before.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "assess.run", on=at.date())
    run = AssessmentRun.objects.select_for_update(of=("self",)).select_related("job").get(pk=run.pk)
    if run.state != RunState.CALCULATING or run.job.state not in GOING:
        raise NotGoingError("計算は動いていないため、中断できません。今の状態を確かめてください。")
    request_stop(run.job)
    audit.record(
        action="assessment.run.stop_requested",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
    )
