"""Many windows draw tickets and call people at the same moment: no number and nobody twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from juminzei.apps.return_desk.models import Ticket, TicketState, TicketStep, VenueDay
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.tickets import call_next
from juminzei.platform.staff.policy import Role
from support.desk_rows import DAY, drawn, venue
from support.page_rows import AT, staff

pytestmark = [
    pytest.mark.django_db(databases=["default", "audit"], transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
WINDOWS, EACH = 6, 5


def test_no_number_is_drawn_twice_and_none_is_left_out() -> None:
    hall = venue(staff("2001", Role.TAX_SUPERVISOR))
    clerks = [staff(f"10{n:02d}") for n in range(WINDOWS)]
    gate = Barrier(WINDOWS)

    def draw(place: int) -> list[int]:
        gate.wait()  # the day itself is not there yet: it is made at once, too
        try:
            return [drawn(hall, clerks[place]).number for _ in range(EACH)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WINDOWS) as threads:
        numbers = [one for found in threads.map(draw, range(WINDOWS)) for one in found]
    assert sorted(numbers) == list(range(1, WINDOWS * EACH + 1))
    assert VenueDay.objects.get().last_number == WINDOWS * EACH


def test_nobody_is_called_to_two_windows() -> None:
    hall = venue(staff("2001", Role.TAX_SUPERVISOR))
    clerks = [staff(f"10{n:02d}") for n in range(WINDOWS)]
    for _ in range(WINDOWS - 1):
        drawn(hall, clerks[0])
    gate = Barrier(WINDOWS)

    def call(place: int) -> int | None:
        gate.wait()
        try:
            window = str(place)
            return call_next(venue=hall, day=DAY, window=window, actor=clerks[place], at=AT).pk
        except DeskRefusedError:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WINDOWS) as threads:
        called = [one for one in threads.map(call, range(WINDOWS)) if one is not None]
    assert len(called) == len(set(called)) == WINDOWS - 1
    assert Ticket.objects.filter(state=TicketState.CALLED).count() == WINDOWS - 1
    assert TicketStep.objects.filter(state=TicketState.CALLED).count() == WINDOWS - 1
