"""A year that is fixed, and what happens to its documents afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.services.decide_correction import decide_correction
from juminzei.apps.assessment.services.fix_run import fix_run
from juminzei.apps.assessment.services.propose_correction import propose_correction
from juminzei.apps.assessment.services.review_run import review_run
from support.closing import closed
from support.moments import START
from support.small_city import calculated

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.assessment.models import AssessmentRun, OfficialCorrection
    from juminzei.platform.staff.models import StaffMember


def fixed(clerk: StaffMember, boss: StaffMember) -> AssessmentRun:
    """Calculate, review and fix the year of whoever is on the list."""
    run = review_run(calculated(clerk), actor=clerk, at=START)
    closed()
    return fix_run(run, actor=boss, at=START)


def wage_report_of(person: int) -> int:
    """Return the key of somebody's wage report."""
    return TaxDocument.objects.get(addressee_id=person, kind="wage_report").pk


def corrected(
    document: int, clerk: StaffMember, boss: StaffMember, at: datetime, **entered: str
) -> OfficialCorrection:
    """Correct a document by office authority, by two people."""
    correction = propose_correction(
        document_id=document,
        entered=entered,
        reason="桁の誤り",
        evidence="賃金台帳",
        actor=clerk,
        at=at,
    )
    decide_correction(
        correction_id=correction.pk, approved=True, note="", actor=boss, at=at, seen=None
    )
    return correction
