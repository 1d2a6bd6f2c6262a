"""What of closeness waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.conflicts.models import StaffAddressee
from juminzei.apps.conflicts.selectors.cosigns import open_requests
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield the co-signs and the entries that others asked for."""
    del at
    if "conflicts.cosign" in functions:
        others = open_requests().exclude(staff_member=member)
        yield Task("上司の確認（利害関係）", others.count(), "cosign_list", query="state=open")
    if "conflicts.confirm" in functions:
        entries = StaffAddressee.objects.filter(decision=None)
        others_entries = entries.exclude(entered_by=member).exclude(staff_member=member)
        yield Task("職員の宛名番号の確認", others_entries.count(), "staff_addressees")
