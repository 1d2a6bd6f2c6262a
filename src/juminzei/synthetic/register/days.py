"""When something happens, is reported, and is entered into the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from juminzei.base.business_days import is_closed

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice

EXTRACT_ON = date(2025, 12, 15)
FIRST, LAST = date(2025, 12, 16), date(2026, 3, 31)
AROUND_NEW_YEAR = 2500
"""Share of events made to fall around 1 January, on both sides of it."""
NEW_YEAR_FROM, NEW_YEAR_DAYS, LATE_DAYS = date(2025, 12, 27), 9, 8


@dataclass(frozen=True, slots=True)
class When:
    """The days of one event."""

    effective: date
    """異動日, when it became so."""
    entered: date
    """処理日 (and 届出日), an open day of the city hall."""


@cache
def open_days() -> list[date]:
    """Return the days on which the register is changed."""
    days = (FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1))
    return [day for day in days if not is_closed(day)]


def draw(count: int, dice: Dice, *, ahead: bool = False) -> list[When]:
    """Return the days of ``count`` events.

    The first events fall on 31 December, 1 January and 2 January and are entered in January,
    so that even a small city has both sides of the assessment date.

    Args:
        count: How many.
        dice: Their chance.
        ahead: People announce it beforehand (moving out): 異動日 may lie after 処理日.
    """
    days = open_days()
    entered = dice.below(len(days), count, "entered").tolist()
    lag = dice.along([0, 0, 1, 3, 6, 10, 14], count, "lag").tolist()
    special = dice.chance(AROUND_NEW_YEAR, count, "around new year").tolist()
    near = dice.below(NEW_YEAR_DAYS, count, "near new year").tolist()
    late = dice.below(LATE_DAYS, count, "entered in January").tolist()
    january = [day for day in days if day >= date(2026, 1, 5)]
    events = []
    for at in range(count):
        if special[at] or at < len(EDGES):
            effective = EDGES[at] if at < len(EDGES) else NEW_YEAR_FROM + timedelta(days=near[at])
            events.append(When(effective, january[late[at]]))
            continue
        day = days[entered[at]]
        # An announcement may lie as far ahead as reports otherwise lie behind.
        shift = timedelta(days=lag[at] - 7 if ahead else lag[at])
        events.append(When(day - shift, day))
    return events


EDGES = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2))
