"""The one place that asks the machine for the time; only commands and pages call it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """Return this moment, aware, in Japan's time."""
    return datetime.now(tz=JAPAN)


def today() -> date:
    """Return the day it is in Japan."""
    return now().date()
