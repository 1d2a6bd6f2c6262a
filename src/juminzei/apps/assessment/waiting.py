"""What of the assessment waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import AssessmentRun
from juminzei.apps.assessment.selectors.closing import asked
from juminzei.apps.assessment.selectors.holds import holds
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.apps.assessment.selectors.official_corrections import undecided
from juminzei.apps.assessment.selectors.reassessments import due, waiting_for_decision
from juminzei.apps.assessment.selectors.stale import CHECKABLE, stale_people
from juminzei.apps.assessment.services.decide_correction import DECIDE
from juminzei.apps.assessment.services.decide_reassessment import DECIDE as DECIDE_TAX
from juminzei.apps.assessment.services.hold_assessment import HOLD
from juminzei.apps.assessment.services.propose_reassessment import PROPOSE
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield what waits for a decision, and whose tax is old, to be changed, or held."""
    if DECIDE in functions:
        others = undecided().exclude(proposed_by=member)
        yield Task("職権訂正の決裁", others.count(), "official_corrections", query="state=open")
    if PROPOSE in functions:
        yield Task(
            "更正（確定後に資料が変わった人）", sum(n for _, n in due()), "reassessment_list"
        )
    if DECIDE_TAX in functions:
        changes = waiting_for_decision().exclude(asked_by=member).count()
        yield Task("更正の決裁", changes, "reassessment_list", query="state=open")
    if "assess.review" in functions:
        yield from _old_results(at)
    if HOLD in functions:
        yield Task("課税保留の解除", holds(newest_tax_year(at)).count(), "hold_list")
    if "assess.fix" in functions:
        request = asked(newest_tax_year(at))
        asked_by_another = request is not None and request.decided_by_id != member.pk
        yield Task("締めずに確定する申請の決定", int(asked_by_another), "document_closing")


def _old_results(at: datetime) -> Iterator[Task]:
    """Yield whose results are old before the year is fixed."""
    year = newest_tax_year(at)
    run = AssessmentRun.objects.filter(tax_year=year, state__in=CHECKABLE).first()
    if run is not None:
        old = stale_people(run).count()
        yield Task("計算し直しが要る人", old, "run_stale", kwargs={"run_id": run.pk})
