"""What becomes of base rows after they are first sent: corrections, repeats, late arrivals."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from juminzei.synthetic.people.person import ASSESSMENT_DATE, Person, Standing
from juminzei.synthetic.reports.rows import Report, Row, State

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice, Ints


class Dealing(StrEnum):
    """The one thing that may happen to a row after or instead of its first sending."""

    NONE = "none"
    CORRECTED = "corrected"
    CANCELLED = "cancelled"
    REPEATED = "repeated"
    ADDED_LATE = "added_late"
    BROKEN = "broken"


PER_TEN_THOUSAND = {
    Dealing.CORRECTED: 80,
    Dealing.CANCELLED: 30,
    Dealing.REPEATED: 60,
    Dealing.ADDED_LATE: 150,
    Dealing.BROKEN: 30,
}


def deal(count: int, dice: Dice) -> list[Dealing]:
    """Return what happens to each of ``count`` rows."""
    kinds = list(Dealing)
    rest = 10_000 - sum(PER_TEN_THOUSAND.values())
    drawn: Ints = dice.pick([rest, *PER_TEN_THOUSAND.values()], count, "dealing")
    return [kinds[at] for at in drawn.tolist()]


def judge(row: Row[Report]) -> None:
    """Set the state that follows from where the person lives, and say why."""
    person = row.person
    if person.standing is Standing.STRANGER:
        row.dirt.append("nonresident")
    elif not person.is_ours:
        row.state = State.FORWARD
        row.dirt.append(_why_not_ours(person))
    elif person.died_on is not None:
        row.dirt.append("died")


def _why_not_ours(person: Person) -> str:
    return "moved_in_later" if person.since > ASSESSMENT_DATE else "moved_away"
