"""What of the return desk waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.selectors.returns import own_held
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield one's own returns that were put aside, or left open on an earlier day."""
    if "desk.take" in functions:
        yield Task("保留・未完了の申告（自分の受付）", own_held(member, at), "desk_returns")
