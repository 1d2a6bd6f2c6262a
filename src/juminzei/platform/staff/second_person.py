"""Two people decide (四つの目): whether two staff numbers are one person's.

One person may hold two numbers, an administrator's beside their own. Who is who is known to an
application above, which says so through here; a number alone tells only itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from juminzei.platform.staff.models import StaffMember

if TYPE_CHECKING:
    from collections.abc import Callable


class Same(Protocol):
    """What knows whether two members of staff are one person."""

    def __call__(self, one: StaffMember, other: StaffMember, /) -> bool:
        """Return whether they are."""


_KNOWN_BY: list[Same] = []


def known_by(same: Callable[[StaffMember, StaffMember], bool]) -> None:
    """Have ``same`` asked from now on, and nobody else."""
    _KNOWN_BY[:] = [same]


def same_person(actor: StaffMember, other: StaffMember | str) -> bool:
    """Return whether ``other`` is the actor, under whatever staff number.

    Args:
        actor: Who is about to decide.
        other: Who acted before: the member, or the staff number that was written down.
    """
    number = other if isinstance(other, str) else other.staff_number
    if number == actor.staff_number:
        return True
    if isinstance(other, str):
        found = StaffMember.objects.filter(staff_number=other).first()
        return found is not None and same_person(actor, found)
    return any(same(actor, other) for same in _KNOWN_BY)
