"""Finding whose return is taken, and what the city knows of them before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.addressees.api import cluster, household_on, identity, withheld
from juminzei.apps.assessment.api import decided_figures, documents_of_person
from juminzei.apps.return_desk.belonging import belongs_elsewhere
from juminzei.apps.return_desk.forms.return_forms import (
    BeginForm,
    FindPersonForm,
    ReturnFilterForm,
)
from juminzei.apps.return_desk.models import Ticket, VenueDay
from juminzei.apps.return_desk.selectors.returns import narrowed, returns
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.take_return import TAKE, begin_return
from juminzei.apps.return_desk.tables import ReturnTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

ORDERS = ("id", "addressee_id", "tax_year", "kind", "state")
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def desk_returns(request: HttpRequest) -> HttpResponse:
    """Show the returns, narrowed by what is asked for, and the field to begin one."""
    at = now()
    actor = acting(request, TAKE, at=at)
    return _list(request, actor, at, FindPersonForm(auto_id="find_%s"))


@require_POST
def desk_find(request: HttpRequest) -> HttpResponse:
    """Go to the person of a number that was typed, which is in no address before it is known."""
    at = now()
    actor = acting(request, TAKE, at=at)
    form = FindPersonForm(request.POST, auto_id="find_%s")
    if form.is_valid() and identity(form.cleaned_data["number"], on=at.date()) is None:
        form.add_error("number", "この宛名番号の人はいません。個人検索で探してください。")
    if not form.is_valid():
        return _list(request, actor, at, form, status=UNPROCESSABLE)
    return redirect("desk_person", form.cleaned_data["number"])


@require_http_methods(["GET", "POST"])
def desk_person(request: HttpRequest, number: int) -> HttpResponse:
    """Show who it is, what is known of the year, and begin a return."""
    at = now()
    actor = acting(request, TAKE, at=at)
    if request.method == "GET":
        first = {"tax_year": at.year, "ticket": request.GET.get("ticket")}
        return _person(request, number, actor, at, BeginForm(initial=first))
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _person(request, number, actor, at, form, status=UNPROCESSABLE)
    told = form.cleaned_data
    try:
        ticket = _ticket(told["ticket"], told["venue"].pk, at) if told["ticket"] else None
        one = begin_return(
            addressee=number,
            tax_year=told["tax_year"],
            kind=told["kind"],
            venue=told["venue"],
            ticket=ticket,
            actor=actor,
            at=at,
        )
    except DeskRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _person(request, number, actor, at, form, status=CONFLICT)
    messages.success(request, f"受付番号 {one.pk} で受け付けました。")
    return redirect("desk_return", one.pk)


def _ticket(number: int, venue: int, at: datetime) -> Ticket:
    """Return today's ticket of that number."""
    day = VenueDay.objects.filter(venue=venue, day=at.date())
    ticket = Ticket.objects.filter(venue_day__in=day, number=number).first()
    if ticket is None:
        raise DeskRefusedError("この会場の今日の整理番号にありません。番号を確かめてください。")
    return ticket


def _list(
    request: HttpRequest,
    actor: StaffMember,
    at: datetime,
    find: FindPersonForm,
    *,
    status: int = 200,
) -> HttpResponse:
    form = ReturnFilterForm({"state": "open", **request.GET.dict()})
    rows = narrowed(form.cleaned_data) if form.is_valid() else returns().none()
    context = listed(request, rows, ReturnTable, orders=("-id", *ORDERS))
    audit.record(
        action="return_desk.returns.viewed",
        actor=actor,
        at=at,
        details={"found": context["page"].paginator.count, "page": context["page"].number},
    )
    context |= {"filter_form": form, "form": find}
    return render(request, "return_desk/returns.html", context, status=status)


def _person(
    request: HttpRequest,
    number: int,
    actor: StaffMember,
    at: datetime,
    form: forms.Form,
    *,
    status: int = 200,
) -> HttpResponse:
    who = identity(number, on=at.date())
    if who is None:
        raise Http404
    count_person(actor, number, at=at)
    audit.record(
        action="return_desk.person.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{number:010d}",
    )
    numbers = cluster(number)
    household = household_on(number, day=at.date(), known_at=None, withheld=withheld(at.date()))
    context = {
        "who": who,
        "form": form,
        "last": decided_figures(numbers, at.year - 1),
        "last_year": at.year - 1,
        "documents": documents_of_person(numbers, at.year),
        "household": household,
        "elsewhere": belongs_elsewhere(who, at.year),
        "returns": returns().filter(addressee__in=numbers).order_by("-pk"),
    }
    return render(request, "return_desk/person.html", context, status=status)
