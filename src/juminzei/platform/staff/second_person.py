"""Two people decide (四つの目): whether two staff numbers are one person's.

One person may hold two numbers, an administrator's beside their own. Who is who is known to an
application above, which says so through here; a number alone tells only itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from django.db.models import Model

from juminzei.platform.staff.models import StaffMember

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

A = TypeVar("A", bound=Model)


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


def for_another(
    waiting: QuerySet[A],
    key: int,
    actor: StaffMember,
    refusal: type[Exception],
    *,
    by: str = "asked_by",
) -> A:
    """Return the request that ``actor`` may decide about, locked until the decision is written.

    Args:
        waiting: The requests that nobody has decided about.
        key: Which of them.
        actor: Who is about to decide.
        refusal: What to raise.
        by: The column with who asked.

    Raises:
        refusal: None waits under that key, or the actor asked for it themselves.
    """
    asked = waiting.select_for_update(of=("self",)).filter(pk=key).first()
    if asked is None:
        raise refusal("決定を待つ申請がありません。画面を読み直してください。")
    if same_person(actor, getattr(asked, by)):
        raise refusal("申請した職員は決定できません。別の職員が決定してください。")
    return asked
