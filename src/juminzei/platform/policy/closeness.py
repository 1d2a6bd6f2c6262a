"""Whether a member of staff is close (利害関係) to the people whose data they ask for.

Who is close to whom is known to an application above; it is asked through here, so that
any service, page or command can ask without knowing it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


CLOSE = '<span class="chip chip-warning">利害関係</span>'
"""Marks somebody in a list whom the viewer is close to; it tells not by what."""


class ClosePersonError(NotPermittedError):
    """The actor is close to the person, and nobody co-signed; the text says what to do."""

    def __init__(self, text: str, *, actor: StaffMember, number: int) -> None:
        super().__init__(text, actor=actor, function="conflicts.cosign")
        self.number = number


class Judge(Protocol):
    """What knows who is close to whom."""

    def close_among(
        self, actor: StaffMember, numbers: Collection[int], *, at: datetime
    ) -> Mapping[int, tuple[str, ...]]:
        """Return those of ``numbers`` whom ``actor`` is close to, and by what."""

    def opened(
        self, actor: StaffMember, numbers: Collection[int], *, where: str, at: datetime
    ) -> None:
        """Record that close people among ``numbers`` are opened, or refuse it."""


_JUDGES: list[Judge] = []


def judged_by(judge: Judge) -> None:
    """Have ``judge`` asked from now on, and no other."""
    _JUDGES[:] = [judge]


def close_among(
    actor: StaffMember, numbers: Collection[int], *, at: datetime
) -> Mapping[int, tuple[str, ...]]:
    """Return those of ``numbers`` whom ``actor`` is close to, and by what; for marking lists."""
    return _JUDGES[0].close_among(actor, numbers, at=at) if _JUDGES and numbers else {}


def opened(actor: StaffMember, numbers: Collection[int], *, where: str, at: datetime) -> None:
    """Say that ``actor`` opens the data of the people of ``numbers``, outside a transaction.

    Close people among them are on record in any case.

    Args:
        actor: Who looks.
        numbers: Addressee numbers.
        where: The page, command or question of the interface.
        at: When.

    Raises:
        ClosePersonError: A co-sign is needed and is not there.
    """
    if _JUDGES and numbers:
        _JUDGES[0].opened(actor, numbers, where=where, at=at)
