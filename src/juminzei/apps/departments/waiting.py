"""What of departments' records waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.departments.models import WaitingRow
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield the rows of departments' files that nobody decided about."""
    del member, at
    if "departments.import" in functions:
        rows = WaitingRow.objects.filter(decision=None)
        yield Task("他部署の資料の確認", rows.count(), "department_waiting", query="state=open")
