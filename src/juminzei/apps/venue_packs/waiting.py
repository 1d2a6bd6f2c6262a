"""What of packs waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.venue_packs.selectors.packs import conflicts, overdue, to_decide, to_merge
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield packs to approve and to merge, what is overdue, and conflicts."""
    if "packs.decide" in functions:
        yield Task("持出の承認", to_decide(member).count(), "desk_packs", query="state=asked")
        yield Task(
            "持ち帰った申告の取込", to_merge(member).count(), "desk_packs", query="state=back"
        )
        yield Task("持ち帰った申告の食い違い", conflicts().count(), "desk_pack_conflicts")
    if "packs.ask" in functions:
        late = overdue(at.date()).order_by("due_on")
        first = late.values_list("due_on", flat=True).first()
        yield Task("返却期限を過ぎた持出", late.count(), "desk_packs", query="state=out", due=first)
