"""Tickets of a venue's day: numbers in order, who is called first, what may follow."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.return_desk.models import (
    DayClose,
    ReturnKind,
    TicketState,
    TicketStep,
    Venue,
    VenueDay,
)
from juminzei.apps.return_desk.selectors.queue import figures_of, venue_days
from juminzei.apps.return_desk.services.referrals import refer
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.tickets import call_next, draw_ticket, move_ticket
from juminzei.apps.return_desk.services.venues import accepted_kinds, set_permit
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.exchanges import all_exchanges
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.desk_rows import DAY, drawn, permitted, venue
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from juminzei.apps.return_desk.models import Ticket
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def supervisor() -> StaffMember:
    return staff("2001", Role.TAX_SUPERVISOR)


@pytest.fixture
def hall(supervisor: StaffMember) -> Venue:
    return venue(supervisor)


def booked(hall: Venue, clerk: StaffMember, when: time) -> Ticket:
    return draw_ticket(
        venue=hall, day=DAY, kind=ReturnKind.INHABITANT, appointment=when, actor=clerk, at=AT
    )


def test_numbers_go_up_by_venue_and_by_day(
    hall: Venue, clerk: StaffMember, supervisor: StaffMember
) -> None:
    other = venue(supervisor, "騎西支所")
    tomorrow = draw_ticket(
        venue=hall,
        day=DAY + timedelta(days=1),
        kind=ReturnKind.INHABITANT,
        actor=clerk,
        at=AT,
    )
    numbers = [drawn(hall, clerk).number for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert (tomorrow.number, drawn(other, clerk).number) == (1, 1)


def test_who_came_waits_and_who_booked_is_expected(hall: Venue, clerk: StaffMember) -> None:
    assert drawn(hall, clerk).state == TicketState.WAITING
    assert booked(hall, clerk, time(10)).state == TicketState.BOOKED


def test_a_time_takes_as_many_bookings_as_the_venue_says(hall: Venue, clerk: StaffMember) -> None:
    booked(hall, clerk, time(10))
    booked(hall, clerk, time(10))
    with pytest.raises(DeskRefusedError, match="上限の 2 人"):
        booked(hall, clerk, time(10))
    assert booked(hall, clerk, time(10, 30)).number == 3


def test_a_day_that_is_over_gets_no_tickets(hall: Venue, clerk: StaffMember) -> None:
    with pytest.raises(DeskRefusedError, match="過ぎた日"):
        draw_ticket(
            venue=hall,
            day=DAY - timedelta(days=1),
            kind=ReturnKind.INHABITANT,
            actor=clerk,
            at=AT,
        )


def test_a_closed_day_gets_no_tickets(
    hall: Venue, clerk: StaffMember, supervisor: StaffMember
) -> None:
    drawn(hall, clerk)
    DayClose.objects.create(
        venue_day=VenueDay.objects.get(), figures={}, closed_by=supervisor, closed_at=AT
    )
    with pytest.raises(DeskRefusedError, match="締めてあります"):
        drawn(hall, clerk)


def test_who_waits_longest_is_called_unless_a_booked_time_has_come(
    hall: Venue, clerk: StaffMember
) -> None:
    first, second = drawn(hall, clerk), drawn(hall, clerk)
    due, later = booked(hall, clerk, time(8, 30)), booked(hall, clerk, time(11))
    for one in (due, later):
        move_ticket(ticket_id=one.pk, state=TicketState.WAITING, actor=clerk, at=AT)

    def called() -> int:
        return call_next(venue=hall, day=DAY, window="3", actor=clerk, at=AT).pk

    assert [called() for _ in range(4)] == [due.pk, first.pk, second.pk, later.pk]
    with pytest.raises(DeskRefusedError, match="待っている人はいません"):
        called()


def test_each_step_is_kept_with_who_took_it_and_where(hall: Venue, clerk: StaffMember) -> None:
    ticket = drawn(hall, clerk)
    call_next(venue=hall, day=DAY, window="3", actor=clerk, at=AT)
    served = move_ticket(ticket_id=ticket.pk, state=TicketState.SERVED, actor=clerk, at=AT)
    assert (served.window, served.served_by) == ("3", clerk)
    done = move_ticket(ticket_id=ticket.pk, state=TicketState.DONE, actor=clerk, at=AT)
    assert done.served_by is None
    steps = TicketStep.objects.filter(ticket=ticket).order_by("pk")
    assert [one.state for one in steps] == ["waiting", "called", "served", "done"]
    records = OutgoingRecord.objects.filter(action="return_desk.ticket.moved")
    assert [one.details["state"] for one in records.order_by("pk")] == [
        "waiting",
        "called",
        "served",
        "done",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], TicketState.DONE),
        ([], TicketState.SERVED),
        ([TicketState.CALLED], TicketState.CALLED),
        ([TicketState.LEFT], TicketState.CALLED),
    ],
)
def test_what_may_not_follow_is_refused(
    before: list[TicketState], after: TicketState, hall: Venue, clerk: StaffMember
) -> None:
    ticket = drawn(hall, clerk)
    for state in before:
        move_ticket(ticket_id=ticket.pk, state=state, actor=clerk, at=AT)
    with pytest.raises(DeskRefusedError, match="読み直して"):
        move_ticket(ticket_id=ticket.pk, state=after, actor=clerk, at=AT)


def test_a_ticket_that_is_not_there_is_refused(clerk: StaffMember) -> None:
    with pytest.raises(DeskRefusedError):
        move_ticket(ticket_id=999, state=TicketState.CALLED, actor=clerk, at=AT)


def test_national_returns_are_accepted_while_the_permit_says_so(
    hall: Venue, clerk: StaffMember, supervisor: StaffMember
) -> None:
    def national() -> Ticket:
        return draw_ticket(venue=hall, day=DAY, kind=ReturnKind.NATIONAL, actor=clerk, at=AT)

    with pytest.raises(DeskRefusedError, match="税理士法50条"):
        national()
    permitted(supervisor, DAY, DAY + timedelta(days=2))
    assert national().number == 1
    both = {"inhabitant_return", "national_return"}
    days = [DAY + timedelta(days=n) for n in (-1, 0, 2, 3)]
    assert [accepted_kinds(day) == both for day in days] == [False, True, True, False]


def test_the_newest_permit_of_a_day_counts(supervisor: StaffMember) -> None:
    permitted(supervisor)
    set_permit(kinds=[], valid_from=DAY, valid_until=DAY, ground="取消", actor=supervisor, at=AT)
    assert accepted_kinds(DAY) == {"inhabitant_return"}


def test_a_permit_cannot_end_before_it_begins(supervisor: StaffMember) -> None:
    with pytest.raises(DeskRefusedError, match="初日より前"):
        permitted(supervisor, date(2026, 3, 2), date(2026, 3, 1))


def test_two_venues_do_not_share_a_name(hall: Venue, supervisor: StaffMember) -> None:
    with pytest.raises(DeskRefusedError, match="同じ名前"):
        venue(supervisor, hall.name)


def test_a_clerk_neither_opens_venues_nor_sets_permits(clerk: StaffMember) -> None:
    with pytest.raises(NotPermittedError):
        venue(clerk)
    with pytest.raises(NotPermittedError):
        permitted(clerk)


def test_who_may_not_receive_draws_no_ticket(hall: Venue) -> None:
    with pytest.raises(NotPermittedError):
        drawn(hall, staff("3001", Role.AUDITOR))


def test_a_referral_keeps_where_to_and_why_and_counts_in_the_figures(
    hall: Venue, clerk: StaffMember
) -> None:
    """R-3.2.3: somebody who is not ours is told where to declare; no data of theirs is kept."""
    refer(
        venue=hall,
        day=DAY,
        tax_year=2026,
        municipality="羽生市",
        ground="1月1日の住所が市外",
        actor=clerk,
        at=AT,
    )
    figures = figures_of(venue_days(hall, DAY, DAY))
    assert figures.referrals == 1
    record = OutgoingRecord.objects.get(action="return_desk.referral.made")
    assert "羽生市" not in str(record.details)
    (told,) = [one for one in all_exchanges(AT, AT) if one.channel == "窓口"]
    assert (told.what, told.count, told.waiting) == ("管轄外の案内", 1, 0)
    assert "羽生市" not in str(told)


def test_the_figures_count_by_state(hall: Venue, clerk: StaffMember) -> None:
    for _ in range(3):
        drawn(hall, clerk)
    call_next(venue=hall, day=DAY, window="1", actor=clerk, at=AT)
    figures = figures_of(venue_days(None, DAY, DAY))
    assert (figures.tickets["待ち"], figures.tickets["呼出"], figures.waiting) == (2, 1, 2)
    assert figures.stored()["tickets"] == figures.tickets
