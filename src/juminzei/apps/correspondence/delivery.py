"""From when something posted at the board counts as delivered (地方税法20条の2第3項)."""

from __future__ import annotations

from datetime import date, timedelta

DAYS = 7
"""「掲示を始めた日から起算して七日を経過したとき」: the day of posting is the first."""


def effective_day(posted_on: date, published_on: date | None = None) -> date:
    """Return the first day on which the letter counts as delivered.

    Args:
        posted_on: First day at the board.
        published_on: First day on the Internet, where the city publishes there as well.
            The period is taken to begin when both have begun; which of the two days the
            amended article means for cities was not seen in a source, so this is an
            assumption, and the later day is the one that cannot harm the person.
    """
    begun = max(posted_on, published_on or posted_on)
    return begun + timedelta(days=DAYS)
