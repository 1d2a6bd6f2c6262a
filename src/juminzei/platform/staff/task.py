"""What waits for a member of staff; home collects it from every application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class Task:
    """One queue, and how much of it waits for one member."""

    label: str
    """What is to be done, as the home page says it: 役割の承認."""
    count: int
    """How many things wait that this member may decide; one of nought is not shown."""
    view: str
    """The name of the page with the queue."""
    kwargs: Mapping[str, object] | None = None
    """What stands in its address."""
    query: str = ""
    """What its address asks for, such as ``state=open``."""
    due: date | None = None
    """The day by which the first of them must be done, if there is one."""


class Waiting(Protocol):
    """The function ``waiting`` in an application's module ``waiting``."""

    def __call__(
        self, member: StaffMember, functions: Collection[str], at: datetime
    ) -> Iterable[Task]:
        """Return what waits for ``member``, who may carry out ``functions``, at ``at``.

        It reads counts only, names nobody, and asks nothing for a function that is not held.
        """
