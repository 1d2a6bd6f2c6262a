"""Whose records are watched over."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from juminzei.apps.oversight.models import Watch
from juminzei.platform.clock import JAPAN

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def watches(on: date) -> QuerySet[Watch]:
    """Return the newest entry of every person who was watched over at the end of the day."""
    midnight = datetime.combine(on + timedelta(days=1), time.min, tzinfo=JAPAN)
    entered = Watch.objects.filter(entered_at__lt=midnight)
    newer = entered.filter(number=OuterRef("number"), pk__gt=OuterRef("pk"))
    return entered.filter(~Exists(newer), watched=True)


def watched(on: date) -> set[int]:
    """Return the addressee numbers of the people who were watched over on the day."""
    return {one.number for one in watches(on)}
