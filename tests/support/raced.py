"""The same act, by several members of staff in several connections, at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

from django.db import connections

from support.page_rows import staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.staff.policy import Role

AT_ONCE = 4


def raced(act: Callable[[int], object], refused: type[Exception]) -> int:
    """Do ``act`` in several connections at the same moment; return how often it was done."""
    gate = Barrier(AT_ONCE)

    def one(place: int) -> int:
        gate.wait()
        try:
            act(place)
        except refused:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return sum(threads.map(one, range(AT_ONCE)))


def members(role: Role) -> list[StaffMember]:
    return [staff(f"20{place:02d}", role) for place in range(AT_ONCE)]
