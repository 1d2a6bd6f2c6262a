"""What of protection waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.protection.models import CaseStanding, CaseState, ProtectionCase
from juminzei.apps.protection.selectors.cases import in_queue, undecided
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

PAGE = "protection_list"


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield what others asked for and this member may decide, and what comes to its end."""
    if "protection.decide" in functions:
        others = undecided().exclude(requested_by=member)
        first = CaseStanding.objects.filter(
            state=CaseState.TEMPORARY, case__requests__in=others
        ).order_by("confirm_by")
        due = first.values_list("confirm_by", flat=True).first()
        yield Task("支援措置の決定", others.count(), PAGE, query="queue=undecided", due=due)
    if "protection.register" in functions:
        for queue, label in (
            ("expiring", "支援措置の満了前の確認"),
            ("expired", "支援措置の終了の確認"),
        ):
            count = ProtectionCase.objects.filter(in_queue(queue, at.date())).count()
            yield Task(label, count, PAGE, query=f"queue={queue}")
