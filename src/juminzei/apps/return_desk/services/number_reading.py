"""What becomes of a number that a clerk reads: compared here, sealed where there is no link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from juminzei.apps.addressees.api import compare_number

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.return_desk.models import DeskReturn
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember


class Reader(Protocol):
    """What is done with a number that was read."""

    def __call__(
        self, one: DeskReturn, number: IndividualNumber, *, actor: StaffMember, at: datetime
    ) -> str:
        """Return a value of ``NumberOutcome``; the number is not kept in the open."""


def _compared(
    one: DeskReturn, number: IndividualNumber, *, actor: StaffMember, at: datetime
) -> str:
    return compare_number(one.addressee_id, number, actor=actor, at=at)


_READERS: list[Reader] = [_compared]


def read_numbers_by(reader: Reader) -> None:
    """Let ``reader`` do it instead, such as at a venue; told once, when Django starts."""
    _READERS.append(reader)


def read_number(
    one: DeskReturn, number: IndividualNumber, *, actor: StaffMember, at: datetime
) -> str:
    """Return how a number that was read compares with the one on record."""
    return _READERS[-1](one, number, actor=actor, at=at)
