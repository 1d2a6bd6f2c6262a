"""Venues, tickets and returns of the desk, made through its services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.models import ReturnKind, Venue
from juminzei.apps.return_desk.services.tickets import draw_ticket
from juminzei.apps.return_desk.services.venues import add_venue, set_permit
from support.page_rows import AT

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.return_desk.models import Ticket
    from juminzei.platform.staff.models import StaffMember

DAY = AT.date()
BOTH = (ReturnKind.INHABITANT, ReturnKind.NATIONAL)


def venue(supervisor: StaffMember, name: str = "市役所", bookings: int = 2) -> Venue:
    """Return a new venue."""
    return add_venue(
        name=name, place="本庁舎1階", bookings_each_time=bookings, actor=supervisor, at=AT
    )


def permitted(supervisor: StaffMember, first: date = DAY, last: date = DAY) -> None:
    """Have national returns accepted."""
    set_permit(
        kinds=BOTH, valid_from=first, valid_until=last, ground="許可1号", actor=supervisor, at=AT
    )


def drawn(where: Venue, actor: StaffMember) -> Ticket:
    """Return a ticket of somebody who came."""
    return draw_ticket(venue=where, day=DAY, kind=ReturnKind.INHABITANT, actor=actor, at=AT)
