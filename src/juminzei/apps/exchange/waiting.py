"""What of exchange waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.exchange.selectors.log import unhandled
from juminzei.apps.exchange.selectors.media import waiting_media
from juminzei.apps.exchange.selectors.standing import consignments, in_state, overdue
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield what is to be approved, sent, overdue, and copies of what was sent."""
    if "exchange.approve" in functions:
        others = in_state(consignments(), "prepared").exclude(prepared_by=member)
        media = waiting_media().exclude(prepared_by=member)
        yield Task("媒体の受渡しの承認", media.count(), "medium_list")
        yield Task("回送・通知の承認", others.count(), "consignment_list", query="state=prepared")
    if "exchange.view" in functions:
        yield Task(
            "送受信の未処理・件数の不一致", unhandled(at), "exchange_log", query="state=open"
        )
    if "exchange.prepare" in functions:
        approved = in_state(consignments(), "approved").order_by("due_on")
        first = approved.values_list("due_on", flat=True).first()
        yield Task(
            "回送・通知の送付",
            approved.count(),
            "consignment_list",
            query="state=approved",
            due=first,
        )
        late = overdue(at.date()).count()
        yield Task("送付期限を過ぎた回送・通知", late, "consignment_list", query="state=open")
        kept = in_state(consignments(), "kept").count()
        yield Task("送付済みの資料の写しの消去", kept, "consignment_list", query="state=kept")
