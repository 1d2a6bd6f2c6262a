"""What of the letters waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.correspondence.selectors.public_notices import awaiting_approval
from juminzei.apps.correspondence.selectors.returned import open_letters
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield letters that came back, and proposals that somebody else made."""
    del at
    if "correspondence.edit" in functions:
        yield Task("返戻の処理", open_letters(), "returned_list")
    if "public_notice.approve" in functions:
        count = awaiting_approval(but_of=member)
        yield Task("公示送達の決定", count, "public_notice_list", query="state=waiting")
