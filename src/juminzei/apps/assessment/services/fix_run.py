"""Fixing an initial assessment: from here on only corrections change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models.run import AssessmentRun, RunState
from juminzei.apps.assessment.models.taxable import TaxableList
from juminzei.apps.assessment.selectors.holds import left_out
from juminzei.apps.assessment.services.check_results import keep_stale
from juminzei.apps.assessment.services.closing_gate import DocumentsOpenError
from juminzei.apps.assessment.services.fixing_gate import StaleResultsError, refuse_to_fix
from juminzei.apps.assessment.services.start_run import law_of
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

__all__ = [
    "DocumentsOpenError",
    "LawChangedError",
    "NotReviewedError",
    "StaleResultsError",
    "fix_run",
]

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


class NotReviewedError(Exception):
    """Only a reviewed run can be fixed; nothing was changed."""


class LawChangedError(Exception):
    """The law's files are not those of the calculation any more; nothing was changed."""


def fix_run(run: AssessmentRun, *, actor: StaffMember, at: datetime) -> AssessmentRun:
    """Make a reviewed run the city's assessment of the year (賦課決定).

    Whose tax is held is left out: what the run says of them is decided on when they are released.

    Args:
        run: A reviewed run.
        actor: The supervisor who answers for it.
        at: When.

    Raises:
        NotReviewedError: The run was not reviewed, or is fixed already.
        DocumentsOpenError: The year's documents are not closed and nobody let that
            through, some that came since wait, or somebody's result is not what the
            documents come to any more; who, stands on the run's page afterwards.
        LawChangedError: The run was calculated under other law files than today's.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    try:
        return _fix(run, actor, at)
    except StaleResultsError as refusal:
        keep_stale(run, refusal.stale, actor=actor, at=at)
        raise


@transaction.atomic
def _fix(run: AssessmentRun, actor: StaffMember, at: datetime) -> AssessmentRun:
    require(actor, "assess.fix", on=at.date())
    TaxableList.objects.select_for_update().filter(tax_year=run.tax_year).first()  # as holds do
    run = AssessmentRun.objects.select_for_update().get(pk=run.pk)
    if run.state != RunState.REVIEWED:
        raise NotReviewedError(
            f"{run.tax_year} 年度の当初賦課は「{run.get_state_display()}」のため確定できません。"
            f"juminzei assess --tax-year {run.tax_year} --review で確認を終えてください。"
        )
    law = law_of(run.tax_year)
    if law.digest != run.law_digest:
        raise LawChangedError(
            f"{run.tax_year} 年度の当初賦課は、いまと違う版の法令ファイルで計算されています。"
            f"確定せず、juminzei assess --tax-year {run.tax_year} で計算し直してください。"
        )
    closing = refuse_to_fix(run)
    held = left_out(run)
    run.totals = {**run.totals, "held": held}
    run.state, run.fixed_by, run.fixed_at = RunState.FIXED, actor, at
    run.save(update_fields=["totals", "state", "fixed_by", "fixed_at"])
    audit.record(
        action="assessment.run.fixed",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={
            "result_digest": run.result_digest,
            "total_yen": run.totals["total"],
            "held": held,
            "law_status": law.national.status,
            "closing": closing.pk,
            "undecided": closing.undecided,
        },
    )
    return run
