"""Moments in time for tests, which never ask the clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")
START = datetime(2026, 4, 20, 9, 0, tzinfo=JAPAN)
"""A Monday morning while the year's tax is being assessed."""


class Ticking:
    """A clock that moves on by one second each time it is asked."""

    def __init__(self, start: datetime = START) -> None:
        self.time = start

    def __call__(self) -> datetime:
        """Return the time, and let a second pass."""
        self.time += timedelta(seconds=1)
        return self.time
