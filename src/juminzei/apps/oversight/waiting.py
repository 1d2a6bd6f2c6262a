"""What of oversight waits for an officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.oversight.selectors.findings import OVERDUE, findings
from juminzei.apps.oversight.selectors.number_views import alerts_on
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield the findings that nobody decided about, but those about the officer."""
    if "number_views.review" in functions:
        yield Task("個人番号の表示が多い職員の確認（本日）", alerts_on(at.date()), "number_views")
    if "access.review" not in functions:
        return
    undecided = findings().filter(decisions=None).exclude(staff_number=member.staff_number)
    oldest = undecided.order_by("day").values_list("day", flat=True).first()
    due = oldest + OVERDUE if oldest else None
    yield Task("異常アクセスの判断", undecided.count(), "finding_list", query="state=open", due=due)
