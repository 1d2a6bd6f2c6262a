"""Daily statistics of what came, and what must not be forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.apps.receiving.forms import PeriodForm
from juminzei.apps.receiving.selectors.statistics import alarms, by_day
from juminzei.apps.receiving.tables import DayTable
from juminzei.apps.receiving.views.looks import note_list
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

DAYS = 30


@require_GET
def receiving_statistics(request: HttpRequest) -> HttpResponse:
    """Show how much came on each day, by channel and kind."""
    at = now()
    actor = acting(request, "receiving.view", at=at)
    today = at.date()
    first = {"since": today - timedelta(days=DAYS), "until": today}
    form = PeriodForm({**first, **{key: text for key, text in request.GET.items() if text}})
    lines = by_day(**form.cleaned_data) if form.is_valid() else []
    context = listed(request, lines, DayTable)
    note_list(actor, at, "statistics", context)
    figures = ("files", "received", "accepted", "held", "duplicates", "waiting", "quarantined")
    totals = {name: sum(getattr(line, name) for line in lines) for name in figures}
    more = {"form": form, "alarms": alarms(at), "totals": totals}
    return render(request, "receiving/statistics.html", {**context, **more})
