"""Venues, tickets and returns of the desk, made through its services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.individual_number import link_own_numbers
from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.models import Confirmed, Means, ReturnKind, Venue
from juminzei.apps.return_desk.services.confirm import confirm
from juminzei.apps.return_desk.services.take_return import begin_return, save_return
from juminzei.apps.return_desk.services.tickets import draw_ticket
from juminzei.apps.return_desk.services.venues import add_venue, set_permit
from support.made_up_returns import number_of
from support.page_rows import AT

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.apps.return_desk.entries import Row
    from juminzei.apps.return_desk.models import DeskReturn, Ticket
    from juminzei.platform.staff.models import StaffMember

DAY = AT.date()
BY_RECORD = Means.CITY_RECORD
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


def begun(
    where: Venue,
    number: int,
    actor: StaffMember,
    *,
    tax_year: int = 2026,
    kind: str = ReturnKind.INHABITANT,
) -> DeskReturn:
    """Return a return that was just begun."""
    return begin_return(
        addressee=number, tax_year=tax_year, kind=kind, venue=where, actor=actor, at=AT
    )


def saved(
    one: DeskReturn,
    actor: StaffMember,
    values: dict[str, int | str | bool] | None = None,
    **lists: list[Row],
) -> Entries:
    """Save these boxes and rows as a new version."""
    entries = Entries(values=values or {}, lists=lists)
    save_return(return_id=one.pk, entries=entries, actor=actor, at=AT)
    return entries


def confirmed(one: DeskReturn, actor: StaffMember) -> None:
    """Confirm identity by a licence, and the number by what is on record."""
    link_own_numbers({one.addressee_id: number_of()}, reason="register", actor=actor, at=AT)
    for what, means in ((Confirmed.IDENTITY, Means.DRIVING_LICENCE), (Confirmed.NUMBER, BY_RECORD)):
        confirm(return_id=one.pk, what=what, means=means, actor=actor, at=AT)


WAGE: Row = {
    "payer": "株式会社甲",
    "revenue": 5_000_000,
    "withheld": 109_500,
    "social_insurance": 700_000,
}
"""The NTA's own example of income year 2025: 13,500 yen to pay."""


def desk_things(number: int, supervisor: StaffMember, *, at: datetime) -> dict[str, object]:
    """Return a venue's day, a ticket and a return of a person, as addresses name them."""
    hall = add_venue(name="市民プラザ", place="", bookings_each_time=4, actor=supervisor, at=at)
    ticket = draw_ticket(
        venue=hall, day=at.date(), kind=ReturnKind.INHABITANT, actor=supervisor, at=at
    )
    one = begin_return(
        addressee=number,
        tax_year=2026,
        kind=ReturnKind.INHABITANT,
        venue=hall,
        ticket=ticket,
        actor=supervisor,
        at=at,
    )
    return {
        "ticket_id": ticket.pk,
        "venue_day_id": ticket.venue_day_id,
        "return_id": one.pk,
    }
