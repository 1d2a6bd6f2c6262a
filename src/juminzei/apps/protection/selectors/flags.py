"""About whom nothing may be answered without a human, and who has taken that over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import is_protected, withheld
from juminzei.apps.protection.models import FlagReflection

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Flag:
    """自動応答不可フラグ of one person, towards one system."""

    number: int
    may_answer: bool
    """What holds now."""
    reflected_at: datetime | None
    """When the system last confirmed that very flag; none if it has yet to."""


def may_answer_automatically(number: int, on: date) -> bool:
    """Return whether a question about the person may be answered without a human.

    Asked anew for every answer: a flag counts from the moment it is committed.
    """
    return not is_protected(number, on=on)


def flags(system: str, *, on: date) -> list[Flag]:
    """Return the flag of everybody who has one, or had one of which ``system`` was told.

    Args:
        system: Whose confirmations count.
        on: The day.
    """
    newest = {
        one.addressee_id: one for one in FlagReflection.objects.filter(system=system).order_by("pk")
    }
    hidden = withheld(on).numbers
    return [
        Flag(
            number=number,
            may_answer=number not in hidden,
            reflected_at=_reflected(newest.get(number), may_answer=number not in hidden),
        )
        for number in sorted(hidden | newest.keys())
    ]


def _reflected(newest: FlagReflection | None, *, may_answer: bool) -> datetime | None:
    agrees = newest is not None and newest.may_answer == may_answer
    return newest.reflected_at if newest is not None and agrees else None
