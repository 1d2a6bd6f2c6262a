"""What of the assessment waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.selectors.closing import asked
from juminzei.apps.assessment.selectors.holds import holds
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.apps.assessment.selectors.official_corrections import undecided
from juminzei.apps.assessment.services.decide_correction import DECIDE
from juminzei.apps.assessment.services.hold_assessment import HOLD
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield corrections that somebody else proposed, whose tax is held, and a request to fix."""
    if DECIDE in functions:
        others = undecided().exclude(proposed_by=member)
        yield Task("職権訂正の決裁", others.count(), "official_corrections", query="state=open")
    if HOLD in functions:
        yield Task("課税保留の解除", holds(newest_tax_year(at)).count(), "hold_list")
    if "assess.fix" in functions:
        request = asked(newest_tax_year(at))
        asked_by_another = request is not None and request.decided_by_id != member.pk
        yield Task("締めずに確定する申請の決定", int(asked_by_another), "document_closing")
