"""The log of everything sent and received, and what of it is not dealt with."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from juminzei.platform.documents.exchange_rules import exchange_rules
from juminzei.platform.documents.exchanges import all_exchanges, all_open_exchanges

if TYPE_CHECKING:
    from datetime import date

    from juminzei.platform.documents.exchanges import Exchange

DAYS = 366
"""How far back what is not dealt with is looked for."""


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
    days = exchange_rules().exchange_alarm_days
    found = all_open_exchanges(at - timedelta(days=DAYS), at)
    return sum(not one.agrees or one.late(at, days=days) for one in found)
