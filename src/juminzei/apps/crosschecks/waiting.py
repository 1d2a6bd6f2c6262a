"""What of the checks waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.crosschecks.models import WORKED_ON, Case
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield the cases that nobody has decided."""
    del member, at
    if "crosschecks.work" in functions:
        count = Case.objects.filter(state__in=WORKED_ON).count()
        yield Task("課税資料チェックの該当", count, "crosscheck_cases", query="state=waiting")
