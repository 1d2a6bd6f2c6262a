"""What of merging waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.merging.selectors.proposals import waiting as undecided
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield the proposals that somebody else made."""
    del at
    if "merging.decide" in functions:
        others = undecided().exclude(proposed_by=member)
        yield Task("宛名の統合・分離の決定", others.count(), "merge_proposals", query="state=open")
