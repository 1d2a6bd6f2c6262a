"""The log of everything sent and received, and what of it is not dealt with."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from juminzei.platform.documents.exchanges import all_exchanges

if TYPE_CHECKING:
    from datetime import date

    from juminzei.platform.documents.exchanges import Exchange

DAYS = 366
"""How far back what is not dealt with is looked for."""
ALARM_DAYS = 3
"""After which what is not dealt with alarms: ours, no rule of the law."""


def logged(since: date, until: date, at: datetime) -> list[Exchange]:
    """Return what was sent and received between two days, both counted, newest first.

    Args:
        since: The first day.
        until: The last day.
        at: Now; its zone says when days begin.
    """
    first = datetime.combine(since, time.min, tzinfo=at.tzinfo)
    last = datetime.combine(until, time.max, tzinfo=at.tzinfo)
    return all_exchanges(first, last)


def unhandled(at: datetime) -> int:
    """Return how many things alarm: counts that do not agree, or what waits for too long."""
    old = at - timedelta(days=ALARM_DAYS)
    found = logged(at.date() - timedelta(days=DAYS), at.date(), at)
    return sum(not one.agrees or (one.waiting > 0 and one.at <= old) for one in found)
