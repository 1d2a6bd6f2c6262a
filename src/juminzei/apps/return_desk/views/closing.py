"""Closing a day, and the list for the tax office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.apps.return_desk.forms.queue_forms import PeriodForm
from juminzei.apps.return_desk.models import VenueDay
from juminzei.apps.return_desk.selectors.queue import figures_of
from juminzei.apps.return_desk.selectors.returns import for_tax_office
from juminzei.apps.return_desk.services.close_day import close_day, held_of, left_open
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.take_return import TAKE
from juminzei.apps.return_desk.services.venues import MANAGE
from juminzei.apps.return_desk.tables import ReturnTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CONFLICT = 409
ORDERS = ("id", "addressee_id", "tax_year")
LONGEST_NOTE = 200


@require_http_methods(["GET", "POST"])
def desk_close(request: HttpRequest, venue_day_id: int) -> HttpResponse:
    """Show what a day came to and what is left; close it when confirmed."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    day = VenueDay.objects.select_related("venue", "close").filter(pk=venue_day_id).first()
    if day is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        note = request.POST.get("note", "")[:LONGEST_NOTE]
        try:
            close_day(venue_day_id=venue_day_id, note=note, actor=actor, at=at)
        except DeskRefusedError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "この日を締めました。")
            return redirect("desk_close", venue_day_id)
    audit.record(action="return_desk.day.viewed", actor=actor, at=at, details={"day": venue_day_id})
    context = {
        "day": day,
        "figures": figures_of(VenueDay.objects.filter(pk=day.pk)),
        "left": left_open(day),
        "held": held_of(day),
        "problem": problem,
    }
    status = CONFLICT if problem else 200
    return render(request, "return_desk/close.html", context, status=status)


@require_GET
def desk_tax_office(request: HttpRequest) -> HttpResponse:
    """List the national returns finished in a period, to be passed to the tax office."""
    at = now()
    actor = acting(request, TAKE, at=at)
    today = at.date()
    form = PeriodForm({"first": today, "last": today, **request.GET.dict()})
    told = form.cleaned_data if form.is_valid() else {}
    rows = for_tax_office(told.get("first") or today, told.get("last") or today)
    if told.get("venue"):
        rows = rows.filter(venue_day__venue=told["venue"])
    context = listed(request, rows, ReturnTable, orders=("id", *ORDERS))
    audit.record(
        action="return_desk.returns.viewed",
        actor=actor,
        at=at,
        details={"found": context["page"].paginator.count, "page": context["page"].number},
    )
    return render(request, "return_desk/tax_office.html", context | {"filter_form": form})
