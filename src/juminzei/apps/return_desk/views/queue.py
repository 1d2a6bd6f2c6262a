"""The queue of a venue's day: who waits, tickets given, the next one called."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.return_desk.forms.queue_forms import (
    DrawForm,
    NextForm,
    QueueFilterForm,
    StepForm,
)
from juminzei.apps.return_desk.models import OPEN_STATES, Ticket, TicketState
from juminzei.apps.return_desk.selectors.queue import figures_of, tickets_of, venue_days
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.tickets import (
    NEXT_STATES,
    QUEUE,
    call_next,
    draw_ticket,
    move_ticket,
)
from juminzei.apps.return_desk.tables import TicketTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

ORDERS = ("number", "kind", "appointment", "state", "window")
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def desk_queue(request: HttpRequest) -> HttpResponse:
    """Show who waits, and the forms to give a ticket and to call the next."""
    at = now()
    actor = acting(request, QUEUE, at=at)
    return _queue(request, actor, at)


@require_POST
def desk_ticket_add(request: HttpRequest) -> HttpResponse:
    """Give a ticket, or book a time."""
    at = now()
    actor = acting(request, QUEUE, at=at)
    form = DrawForm(request.POST, auto_id="draw_%s")
    if not form.is_valid():
        return _queue(request, actor, at, draw=form, status=UNPROCESSABLE)
    try:
        ticket = draw_ticket(**form.cleaned_data, actor=actor, at=at)
    except DeskRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _queue(request, actor, at, draw=form, status=CONFLICT)
    messages.success(request, f"整理番号 {ticket.number} を出しました。")
    return _back(ticket)


@require_POST
def desk_next(request: HttpRequest) -> HttpResponse:
    """Call who waits longest."""
    at = now()
    actor = acting(request, QUEUE, at=at)
    form = NextForm(request.POST, auto_id="next_%s")
    if not form.is_valid():
        return _queue(request, actor, at, following=form, status=UNPROCESSABLE)
    try:
        ticket = call_next(**form.cleaned_data, day=at.date(), actor=actor, at=at)
    except DeskRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _queue(request, actor, at, following=form, status=CONFLICT)
    messages.success(request, f"整理番号 {ticket.number} を窓口 {ticket.window} に呼びました。")
    return redirect("desk_ticket", ticket.pk)


@require_GET
def desk_ticket(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Show one ticket, what happened to it and what may follow."""
    at = now()
    actor = acting(request, QUEUE, at=at)
    return _ticket(request, ticket_id, actor, at)


@require_POST
def desk_ticket_step(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Call, serve, let go."""
    at = now()
    actor = acting(request, QUEUE, at=at)
    form = StepForm(request.POST)
    if not form.is_valid():
        return _ticket(request, ticket_id, actor, at, problem="状態を選んでください。")
    try:
        ticket = move_ticket(ticket_id=ticket_id, **form.cleaned_data, actor=actor, at=at)
    except DeskRefusedError as refusal:
        return _ticket(request, ticket_id, actor, at, problem=str(refusal))
    messages.success(request, f"整理番号 {ticket.number}：{ticket.get_state_display()}")
    return (
        _back(ticket) if ticket.state != TicketState.SERVED else redirect("desk_ticket", ticket_id)
    )


def _back(ticket: Ticket) -> HttpResponse:
    day = ticket.venue_day
    query = urlencode({"venue": day.venue_id, "day": day.day.isoformat(), "state": "open"})
    return redirect(f"{reverse('desk_queue')}?{query}")


def _ticket(
    request: HttpRequest, ticket_id: int, actor: StaffMember, at: datetime, *, problem: str = ""
) -> HttpResponse:
    rows = Ticket.objects.select_related("venue_day__venue", "served_by")
    ticket = rows.filter(pk=ticket_id).first()
    if ticket is None:
        raise Http404
    audit.record(
        action="return_desk.queue.viewed", actor=actor, at=at, details={"ticket": ticket.pk}
    )
    context = {
        "ticket": ticket,
        "steps": ticket.steps.select_related("taken_by").order_by("pk"),
        "following": [(one.value, one.label) for one in NEXT_STATES[ticket.state]],
        "problem": problem,
        "returns": ticket.returns.order_by("pk"),
    }
    status = CONFLICT if problem else 200
    return render(request, "return_desk/ticket.html", context, status=status)


def _queue(
    request: HttpRequest,
    actor: StaffMember,
    at: datetime,
    *,
    draw: forms.Form | None = None,
    following: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    form = QueueFilterForm({"state": "open", "day": at.date(), **request.GET.dict()})
    told = form.cleaned_data if form.is_valid() else {}
    venue, day = told.get("venue"), told.get("day") or at.date()
    rows = tickets_of(venue, day)
    if told.get("state") == "open":
        rows = rows.filter(state__in=OPEN_STATES)
    elif told.get("state"):
        rows = rows.filter(state=told["state"])
    if told.get("number"):
        rows = rows.filter(number=told["number"])
    context = listed(request, rows, TicketTable, orders=("number", *ORDERS))
    audit.record(
        action="return_desk.queue.viewed",
        actor=actor,
        at=at,
        details={"found": context["page"].paginator.count},
    )
    first = {"venue": venue, "day": day}
    context |= {
        "filter_form": form,
        "figures": figures_of(venue_days(venue, day, day)),
        "day": day,
        "venue": venue,
        "draw": draw or DrawForm(initial=first, auto_id="draw_%s"),
        "following": following or NextForm(initial=first, auto_id="next_%s"),
        "days": venue_days(venue, day, day),
    }
    return render(request, "return_desk/queue.html", context, status=status)
