"""How much one caller of the interface may ask for in a minute, whatever process answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from juminzei.platform.staff.models import ApiUse

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

MOST_CALLS, MOST_PEOPLE = 600, 20_000
"""In one minute of the clock, for one caller."""
KEPT = timedelta(hours=1)


class TooMuchError(Exception):
    """The caller's share of this minute is used up; ``wait_seconds`` says for how long."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(
            f"more than {MOST_CALLS} calls or {MOST_PEOPLE:,} people in a minute;"
            f" wait {wait_seconds} seconds"
        )
        self.wait_seconds = wait_seconds


@transaction.atomic
def count_use(caller: StaffMember, people: int, *, at: datetime) -> None:
    """Count one call for ``people`` requests.

    Args:
        caller: Who calls.
        people: How many requests the call holds.
        at: When.

    Raises:
        TooMuchError: It would be more than a minute's share; nothing was counted.
    """
    minute = at.replace(second=0, microsecond=0)
    use, begun = ApiUse.objects.select_for_update().get_or_create(caller=caller, minute=minute)
    if begun:
        ApiUse.objects.filter(caller=caller, minute__lt=minute - KEPT).delete()
    if use.calls >= MOST_CALLS or use.people + people > MOST_PEOPLE:
        raise TooMuchError(60 - at.second)
    ApiUse.objects.filter(pk=use.pk).update(calls=F("calls") + 1, people=F("people") + people)
