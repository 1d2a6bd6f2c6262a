"""Counting uses by the minute of the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from juminzei.platform.limits.models import MinuteOfUse

if TYPE_CHECKING:
    from datetime import datetime

KEPT = timedelta(hours=1)


class TooManyUsesError(Exception):
    """The share of this minute is used up.

    Attributes:
        wait_seconds: How long until the next one.
        first: Whether this is the first refusal of the minute.
    """

    def __init__(self, wait_seconds: int, *, first: bool) -> None:
        super().__init__(f"too much in a minute; wait {wait_seconds} seconds")
        self.wait_seconds = wait_seconds
        self.first = first


def count_use(limit: str, user: str, most: int, *, at: datetime) -> None:
    """Count one use.

    Args:
        limit: Of what.
        user: Whose share it is: a staff number, or an address.
        most: How many there may be in a minute.
        at: When.

    Raises:
        TooManyUsesError: It is one too many.
    """
    minute = at.replace(second=0, microsecond=0)
    with transaction.atomic():
        use, begun = MinuteOfUse.objects.select_for_update().get_or_create(
            limit=limit, user=user, minute=minute
        )
        MinuteOfUse.objects.filter(pk=use.pk).update(count=F("count") + 1)
        if begun:
            MinuteOfUse.objects.filter(limit=limit, minute__lt=minute - KEPT).delete()
    if use.count >= most:
        raise TooManyUsesError(60 - at.second, first=use.count == most)
