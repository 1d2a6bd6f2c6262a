"""What of the assessment waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.selectors.closing import asked
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield the request to fix the year unclosed, to those who may decide about it."""
    if "assess.fix" in functions:
        request = asked(newest_tax_year(at))
        others = request is not None and request.decided_by_id != member.pk
        yield Task("締めずに確定する申請の決定", int(others), "document_closing")
