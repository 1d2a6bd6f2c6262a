"""What of the return desk waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.selectors.lots import late_lots, lots_to_decide
from juminzei.apps.return_desk.selectors.returns import own_held
from juminzei.apps.return_desk.selectors.told_returns import waiting_for_a_lot
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield one's own returns left open, and what the tax office waits for or has not confirmed."""
    if "desk.take" in functions:
        yield Task("保留・未完了の申告（自分の受付）", own_held(member, at), "desk_returns")
    if "tax_office.decide" in functions:
        asked = lots_to_decide(member).count()
        yield Task("税務署への引継ぎの承認", asked, "desk_lots", query="state=asked")
    if "tax_office.ask" in functions:
        yield Task(
            "税務署へ引き継いでいない確定申告書", waiting_for_a_lot(at.date()), "desk_lot_ask"
        )
        late = late_lots(at.date()).order_by("due_on")
        first = late.values_list("due_on", flat=True).first()
        yield Task("税務署の収受の確認が期限を過ぎた引継ぎ", late.count(), "desk_lots", due=first)
