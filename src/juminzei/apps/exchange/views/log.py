"""The log of everything sent and received."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.apps.exchange.forms import LogForm
from juminzei.apps.exchange.selectors.log import logged, unhandled
from juminzei.apps.exchange.tables import LogTable
from juminzei.apps.exchange.views.forwarding import VIEW
from juminzei.apps.exchange.views.looks import note_list
from juminzei.platform.clock import now
from juminzei.platform.documents.exchange_rules import exchange_rules
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

DAYS = 366


@require_GET
def exchange_log(request: HttpRequest) -> HttpResponse:
    """Show what was sent and received, with the counts and what does not agree."""
    at = now()
    actor = acting(request, VIEW, at=at)
    form = LogForm(request.GET or None, auto_id="%s")
    asked = form.cleaned_data if form.is_valid() else {}
    until = asked.get("until") or at.date()
    rows = logged(asked.get("since") or until - timedelta(days=DAYS), until, at)
    if asked.get("direction"):
        rows = [one for one in rows if one.direction == asked["direction"]]
    if asked.get("state"):
        wrong = asked["state"] == "wrong"
        rows = [one for one in rows if not one.agrees or (one.waiting and not wrong)]
    orders = ("-at", "at", "direction", "channel", "count", "-count", "waiting", "-waiting")
    context = listed(request, rows, LogTable, orders=orders)
    note_list(actor, at, "log", context)
    sums = {name: sum(getattr(one, name) for one in rows) for name in ("count", "done", "waiting")}
    more = {
        "form": form,
        "sums": sums,
        "alarm": unhandled(at),
        "days": exchange_rules().exchange_alarm_days,
    }
    return render(request, "exchange/log.html", {**context, **more})
