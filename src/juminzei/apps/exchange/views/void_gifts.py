"""One-stop notices that do not count here: the list by rule, and telling the city of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from juminzei.apps.addressees.api import read_settled
from juminzei.apps.exchange.selectors.void_gifts import untold_gifts
from juminzei.apps.exchange.services.prepare_documents import PREPARE
from juminzei.apps.exchange.services.prepare_void_gifts import prepare_void_gifts
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.tables import VoidGiftTable
from juminzei.apps.exchange.views.forwarding import (
    CONFLICT,
    asked_year,
    made_up,
    seen_count,
)
from juminzei.apps.exchange.views.looks import note_list
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
def void_gift_list(request: HttpRequest) -> HttpResponse:
    """Show the notices by city, those of one city one by one, and make its list up."""
    at = now()
    actor = acting(request, PREPARE, at=at)
    given = request.POST if request.method == "POST" else request.GET
    year, to, problem = asked_year(request, at), given.get("to", "")[:6], ""
    if request.method == "POST":
        try:
            made = prepare_void_gifts(
                tax_year=year,
                municipality=to,
                seen=seen_count(request),
                actor=actor,
                at=at,
            )
        except ExchangeRefusedError as error:
            problem = str(error)
        else:
            return made_up(request, made)
    gifts = read_settled(at.date(), lambda hidden: untold_gifts(year, hidden=hidden))
    cities = sorted(Counter(one.municipality for one in gifts).items())
    shown = [one for one in gifts if one.municipality == to]
    context = listed(request, shown, VoidGiftTable)
    note_list(actor, at, "void_gifts", context, tax_year=year)
    more = {"cities": cities, "year": year, "to": to, "count": len(shown), "problem": problem}
    status = CONFLICT if problem else 200
    return render(request, "exchange/void_gifts.html", {**context, **more}, status=status)
