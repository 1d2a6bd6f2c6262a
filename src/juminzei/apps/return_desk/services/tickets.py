"""Drawing a ticket, booking a time, and what then happens to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.return_desk.models import (
    ReturnKind,
    Ticket,
    TicketState,
    TicketStep,
    Venue,
)
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.venues import open_day, refuse_unaccepted
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import JAPAN
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from juminzei.platform.staff.models import StaffMember

QUEUE = "desk.queue"
NEXT_STATES: dict[str, tuple[TicketState, ...]] = {
    TicketState.BOOKED: (TicketState.WAITING, TicketState.LEFT),
    TicketState.WAITING: (TicketState.CALLED, TicketState.LEFT),
    TicketState.CALLED: (TicketState.SERVED, TicketState.WAITING, TicketState.LEFT),
    TicketState.SERVED: (TicketState.DONE, TicketState.WAITING, TicketState.LEFT),
    TicketState.DONE: (TicketState.SERVED,),
    TicketState.LEFT: (TicketState.WAITING,),
}
"""What may follow; somebody who comes back waits again."""


@transaction.atomic
def draw_ticket(
    *,
    venue: Venue,
    day: date,
    kind: str,
    appointment: time | None = None,
    actor: StaffMember,
    at: datetime,
) -> Ticket:
    """Draw the next number of a venue's day, for somebody who came or who books a time.

    The day's row is locked until the number is committed: no number is drawn twice.

    Args:
        venue: Where.
        day: On which day.
        kind: A value of :class:`ReturnKind`.
        appointment: The time booked; None for who came without.
        actor: Who gives the ticket.
        at: When.

    Raises:
        DeskRefusedError: The day is closed, the kind not accepted, the time full or over.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, QUEUE, on=at.date())
    refuse_unaccepted(kind, day)
    if day < at.date():
        raise DeskRefusedError("過ぎた日の整理券は出せません。日付を確かめてください。")
    locked = open_day(venue, day)
    if appointment is not None:
        _refuse_full(locked.tickets.filter(appointment=appointment).count(), venue)
    locked.last_number += 1
    locked.save(update_fields=["last_number"])
    state = TicketState.WAITING if appointment is None else TicketState.BOOKED
    ticket = Ticket.objects.create(
        venue_day=locked,
        number=locked.last_number,
        kind=ReturnKind(kind),
        appointment=appointment,
        state=state,
        drawn_at=at,
    )
    _step(ticket, actor, at)
    return ticket


@transaction.atomic
def move_ticket(
    *, ticket_id: int, state: str, window: str = "", actor: StaffMember, at: datetime
) -> Ticket:
    """Call somebody, serve them, let them go.

    Args:
        ticket_id: Whose ticket.
        state: A value of :class:`TicketState` that may follow.
        window: The window that calls or serves.
        actor: Who does so.
        at: When.

    Raises:
        DeskRefusedError: That may not follow, such as when another window called already.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, QUEUE, on=at.date())
    ticket = Ticket.objects.select_for_update().filter(pk=ticket_id).first()
    if ticket is None or TicketState(state) not in NEXT_STATES[ticket.state]:
        raise DeskRefusedError(
            "整理券の状態が変わっています。一覧を読み直して、やり直してください。"
        )
    ticket.state = TicketState(state)
    ticket.window = window.strip() or ticket.window
    ticket.served_by = actor if state in {TicketState.CALLED, TicketState.SERVED} else None
    ticket.save(update_fields=["state", "window", "served_by"])
    _step(ticket, actor, at)
    return ticket


@transaction.atomic
def call_next(*, venue: Venue, day: date, window: str, actor: StaffMember, at: datetime) -> Ticket:
    """Call who waits longest; booked people whose time has come go first.

    Raises:
        DeskRefusedError: Nobody waits.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, QUEUE, on=at.date())
    locked = open_day(venue, day)
    waiting = locked.tickets.filter(state=TicketState.WAITING)
    due = waiting.filter(appointment__lte=at.astimezone(JAPAN).time()).order_by(
        "appointment", "number"
    )
    ticket = due.first() or waiting.filter(appointment=None).order_by("number").first()
    ticket = ticket or waiting.order_by("appointment", "number").first()
    if ticket is None:
        raise DeskRefusedError("待っている人はいません。")
    return move_ticket(
        ticket_id=ticket.pk, state=TicketState.CALLED, window=window, actor=actor, at=at
    )


def _refuse_full(booked: int, venue: Venue) -> None:
    if booked >= venue.bookings_each_time:
        raise DeskRefusedError(
            f"この時刻の予約は、上限の {venue.bookings_each_time} 人に達しました。"
            "別の時刻を選んでください。"
        )


def _step(ticket: Ticket, actor: StaffMember, at: datetime) -> None:
    TicketStep.objects.create(
        ticket=ticket, state=ticket.state, window=ticket.window, taken_by=actor, taken_at=at
    )
    audit.record(
        action="return_desk.ticket.moved",
        actor=actor,
        at=at,
        details={"ticket": ticket.pk, "state": ticket.state},
    )
