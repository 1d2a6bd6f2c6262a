"""What of the checks waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.crosschecks.models import WORKED_ON, Case
from juminzei.apps.crosschecks.selectors.cases import unanswered
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield the cases that nobody has decided, and those with letters that nobody answered."""
    del member
    if "crosschecks.work" in functions:
        count = Case.objects.filter(state__in=WORKED_ON).count()
        yield Task("課税資料チェックの該当", count, "crosscheck_cases", query="state=waiting")
        late = unanswered(at.date()).count()
        yield Task("回答期限が過ぎた文書", late, "crosscheck_cases", query="state=unanswered")
