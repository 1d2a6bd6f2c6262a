"""Until when a fixed tax may still be changed (期間制限): data, and days counted from it."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

FILE = "reassessment_limits.toml"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Limit:
    """The last day on which a tax may be changed, and by which law."""

    last_day: date
    law: str


def last_day_of(start: date, months: int) -> date:
    """Return the last day of a period that begins on the day after ``start``.

    A period of months ends on the day before the one that corresponds to its first day; where
    its last month has no such day, on the last of that month (民法143条2項).
    """
    first = start + timedelta(days=1)
    year, month = divmod(first.year * MONTHS + first.month - 1 + months, MONTHS)
    last = monthrange(year, month + 1)[1]
    if first.day > last:
        return date(year, month + 1, last)
    return date(year, month + 1, first.day) - timedelta(days=1)


def needs_event(ground: str) -> bool:
    """Return whether a ground has a day of its own."""
    return bool(_limits()["grounds"][ground].get("event"))


def limit(ground: str, *, first_due: date, decreases: bool, event_on: date | None = None) -> Limit:
    """Return until when a tax may be changed.

    Args:
        ground: A value of :class:`~juminzei.apps.assessment.models.ReassessmentGround`.
        first_due: 法定納期限: the due date of the first ordinary term.
        decreases: Whether the year's tax becomes less.
        event_on: The ground's own day, where it has one.

    Raises:
        KeyError: There is no such ground.
    """
    rules, own = _limits(), _limits()["grounds"][ground]
    plain = rules["decrease" if decreases else "general"]
    found = Limit(last_day_of(first_due, plain["years"] * MONTHS), plain["law"])
    if "from_due_years" in own:
        longer = Limit(last_day_of(first_due, own["from_due_years"] * MONTHS), own["law"])
        found = max(found, longer, key=lambda one: one.last_day)
    if event_on is not None and own.get("event"):
        months = own.get("years", 0) * MONTHS + own.get("months", 0)
        longer = Limit(last_day_of(event_on, months), own["law"])
        found = max(found, longer, key=lambda one: one.last_day)
    return found


@cache
def _limits() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
