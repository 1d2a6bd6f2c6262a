"""One row of a report file together with what is true of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from juminzei.synthetic.people.person import Person

Report = TypeVar("Report")


class State(StrEnum):
    """What should become of a row once everything has arrived."""

    ACTIVE = "active"
    REPLACED = "replaced"
    """A correction came later."""
    CANCELLED = "cancelled"
    """A cancellation came later, or this is it."""
    DUPLICATE = "duplicate"
    """The same row came before."""
    BROKEN = "broken"
    FORWARD = "forward"
    """Belongs to another municipality."""


@dataclass(slots=True, kw_only=True, eq=False)
class Row(Generic[Report]):
    """A report, whose it is, and what is wrong with it."""

    report: Report
    person: Person
    own_number: bool
    dirt: list[str]
    state: State = State.ACTIVE
    damage: str = ""
    """How the row is broken after it is written, see :mod:`juminzei.synthetic.reports.damage`."""
