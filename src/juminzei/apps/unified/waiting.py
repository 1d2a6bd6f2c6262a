"""What of unified numbers waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.unified.selectors.person_page import open_cases, waiting_proposals
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

PAGE = "unified_cases"


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield what others asked for and this member may decide, and what nobody asked for yet."""
    del at
    if "unified.decide" in functions:
        others = waiting_proposals().exclude(asked_by=member.staff_number)
        yield Task("統合宛名の紐付けの決定", others.count(), PAGE)
    if "unified.link" in functions:
        asked = waiting_proposals().values("local_id")
        yield Task("統合宛名の未解決の依頼", open_cases().exclude(local__in=asked).count(), PAGE)
