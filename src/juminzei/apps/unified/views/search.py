"""Searching people across systems. What was looked for is personal and never in an address."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.apps.addressees.api import Withheld, read_settled
from juminzei.apps.unified.forms import NumberSearchForm, PeopleSearchForm
from juminzei.apps.unified.individual_number import NUMBER_REFUSALS
from juminzei.apps.unified.selectors.people_search import ORDERS, PeopleTerms, found
from juminzei.apps.unified.selectors.protection import protected_among
from juminzei.apps.unified.services.looking import find_by_number, record_listed
from juminzei.apps.unified.services.purposes import Purpose
from juminzei.apps.unified.tables import UnifiedTable
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50
KEPT_SEARCHES = 20
SEARCHES, PURPOSE = "unified_searches", "unified_purpose"
UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def unified_search(request: HttpRequest) -> HttpResponse:
    """Ask what to look for and what for; a valid answer is kept on the server under a token."""
    acting(request, "unified.search", at=now())
    template = "unified/search.html"
    if request.method == "GET":
        return render(request, template, {"form": PeopleSearchForm()})
    form = PeopleSearchForm(request.POST)
    if not form.is_valid():
        return render(request, template, {"form": form}, status=UNPROCESSABLE)
    return redirect("unified_result", token=_keep(request, form.terms()))


@require_GET
def unified_result(request: HttpRequest, token: str) -> HttpResponse:
    """Show one page of what a kept search finds."""
    at = now()
    actor = acting(request, "unified.search", at=at)
    stored = request.session.get(SEARCHES, {}).get(token)
    if stored is None:
        return redirect("unified_search")
    terms = PeopleTerms.restored(stored)
    order = request.GET.get("sort", "kana_key")
    order = order if order.removeprefix("-") in ORDERS else "kana_key"
    page = Paginator(found(terms, order=order), PER_PAGE).get_page(request.GET.get("page"))

    def read(withheld: Withheld) -> UnifiedTable:
        people = list(found(terms, order=order)[max(page.start_index() - 1, 0) : page.end_index()])
        return UnifiedTable(people, hidden=protected_among([p.pk for p in people], withheld))

    table = read_settled(at.date(), read)
    record_listed(
        table.data.data,
        by=terms.kinds,
        found=page.paginator.count,
        purpose=Purpose(terms.purpose),
        actor=actor,
        at=at,
    )
    context = {
        "form": PeopleSearchForm(initial=terms.stored()),
        "table": table,
        "page": page,
        "order": order,
    }
    return render(request, "unified/search.html", context)


@require_http_methods(["GET", "POST"])
def unified_by_number(request: HttpRequest) -> HttpResponse:
    """Find people by an Individual Number, which is posted, never kept and never repeated."""
    at = now()
    actor = acting(request, "individual_number.search", at=at)
    template = "unified/number_search.html"
    if request.method == "GET":
        return render(request, template, {"form": NumberSearchForm()})
    form = NumberSearchForm(request.POST)
    if not form.is_valid():
        return render(request, template, {"form": form}, status=UNPROCESSABLE)
    purpose = Purpose(form.cleaned_data["purpose"])
    try:
        people = find_by_number(
            form.cleaned_data["number"],
            purpose=purpose,
            reason=form.cleaned_data["reason"],
            actor=actor,
            at=at,
        )
    except NUMBER_REFUSALS as refusal:
        return render(request, template, {"form": form, "problem": str(refusal)}, status=CONFLICT)
    request.session[PURPOSE] = purpose.value
    return render(request, template, {"form": form, "asked": True, "found": people})


def _keep(request: HttpRequest, terms: PeopleTerms) -> str:
    token = secrets.token_urlsafe(9)
    kept = {**request.session.get(SEARCHES, {}), token: terms.stored()}
    request.session[SEARCHES] = dict(list(kept.items())[-KEPT_SEARCHES:])
    request.session[PURPOSE] = terms.purpose
    return token
