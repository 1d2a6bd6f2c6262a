"""Comparing a run with what its documents come to now, and keeping whom that concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import ResultCheck, StaleResult
from juminzei.apps.assessment.selectors.stale import COMPARABLE
from juminzei.apps.assessment.services.review_run import NotCalculatedYetError
from juminzei.apps.assessment.services.stale_results import stale_results
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.apps.assessment.services.stale_results import Stale
    from juminzei.platform.staff.models import StaffMember

AT_ONCE = 1_000


def check_results(run: AssessmentRun, *, actor: StaffMember, at: datetime) -> ResultCheck:
    """Find out whose result has to be calculated again, and keep the list.

    Args:
        run: A run that is calculated, or fixed.
        actor: Who asks; needs ``assess.review``.
        at: When.

    Raises:
        NotCalculatedYetError: The run is not calculated, or does not count any more.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "assess.review", on=at.date())
    if run.state not in COMPARABLE:
        raise NotCalculatedYetError(
            f"この当初賦課は「{run.get_state_display()}」のため、計算後の変更を調べられません。"
        )
    return keep_stale(run, stale_results(run), actor=actor, at=at)


@transaction.atomic
def keep_stale(
    run: AssessmentRun, stale: Stale, *, actor: StaffMember, at: datetime
) -> ResultCheck:
    """Keep whose results were found old, for who may act on the run already."""
    check = ResultCheck.objects.create(run=run, checked_at=at, checked_by=actor, people=len(stale))
    rows = [
        StaleResult(check_made=check, addressee_id=number, changed=list(dict.fromkeys(names)))
        for number, names in sorted(stale.items())
    ]
    StaleResult.objects.bulk_create(rows, batch_size=AT_ONCE)
    audit.record(
        action="assessment.results.checked",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={"check": check.pk, "people": len(stale)},
    )
    return check
