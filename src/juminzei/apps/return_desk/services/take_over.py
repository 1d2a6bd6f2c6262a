"""Last year's return taken over into this year's, after somebody has seen all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.return_desk.offered_lines import last_year, offered_lines, taken_over
from juminzei.apps.return_desk.selectors.prefill import last_entries
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import appended, locked, newest_entries
from juminzei.apps.return_desk.services.take_return import OPEN, TAKE
from juminzei.base.wareki import tax_year_text
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.return_desk.models import DeskReturn
    from juminzei.apps.return_desk.offered_lines import Offer
    from juminzei.platform.staff.models import StaffMember

REASON = "前年の申告の引き継ぎ"


@transaction.atomic
def take_over_last_year(*, return_id: int, actor: StaffMember, at: datetime) -> int:
    """Fill what says nothing yet with last year's return; return how many lines were taken.

    Raises:
        DeskRefusedError: The return is finished, or there is nothing to take over.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, OPEN)
    last = last_entries(one.addressee_id, one.tax_year)
    if last is None:
        raise DeskRefusedError("前年の窓口の申告がありません。")
    offer = last_year(last, f"前年の申告（{tax_year_text(one.tax_year - 1)}）")
    if not (taken := fill_from(offer, one, reason=REASON, actor=actor, at=at)):
        raise DeskRefusedError("引き継ぐ記入がありません。どの欄にもすでに記入があります。")
    return taken


def fill_from(
    offer: Offer, one: DeskReturn, *, reason: str, actor: StaffMember, at: datetime
) -> int:
    """Fill what says nothing yet with what is offered; ``one`` is locked.

    Returns:
        How many lines were taken; of none there is no new version.
    """
    kept = newest_entries(one)
    taken = sum(line.taken for line in offered_lines(offer, kept, one.tax_year))
    if taken:
        entries = taken_over(offer, kept, one.tax_year)
        appended(one, entries, state=one.state, reason=reason, actor=actor, at=at)
    return taken
