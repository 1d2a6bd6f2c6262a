"""The search page. What was looked for is personal, so it never stands in an address."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.apps.addressees.forms import SearchForm, one_line, read_anything
from juminzei.apps.addressees.selectors.protection import Withheld, read_settled
from juminzei.apps.addressees.selectors.search_page import ORDERS, found
from juminzei.apps.addressees.selectors.search_terms import SearchTerms
from juminzei.apps.addressees.tables import PersonTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.seeing import refuse_order, refuse_search

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.addressees.models import Addressee

PER_PAGE = 50
KEPT_SEARCHES = 20
"""A session remembers this many; older ones must be searched again."""


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Ask what to look for; a valid answer is kept on the server under a token."""
    acting(request, "person.search", at=now())
    if request.method == "GET":
        return render(request, "addressees/search.html", {"form": SearchForm()})
    anything = one_line(request.POST.get("anything", ""))[:60]
    if anything.strip():
        return redirect("search_result", token=_keep(request, read_anything(anything)))
    form = SearchForm(request.POST)
    if not form.is_valid():
        return render(request, "addressees/search.html", {"form": form}, status=422)
    return redirect("search_result", token=_keep(request, form.terms()))


@require_GET
def search_result(request: HttpRequest, token: str) -> HttpResponse:
    """Show one page of what a kept search finds."""
    at = now()
    actor = acting(request, "person.search", at=at)
    terms = kept_terms(request, token)
    if terms is None:
        return redirect("search")
    refuse_search(request, "identity")
    order = _order(request)
    refuse_order(request, PersonTable, order.removeprefix("-"))
    asked = request.GET.get("page")
    page, table = read_settled(
        at.date(),
        lambda withheld: _page(terms, asked, token=token, order=order, withheld=withheld),
    )
    audit.record(
        action="addressees.searched",
        actor=actor,
        at=at,
        details={"by": terms.kinds, "found": page.paginator.count, "page": page.number},
    )
    context = {"form": _filled(terms), "table": table, "page": page, "order": order}
    return render(request, "addressees/search.html", context)


def _page(
    terms: SearchTerms, asked: str | None, *, token: str, order: str, withheld: Withheld
) -> tuple[Page[Addressee], PersonTable]:
    people = found(terms, order=order, hidden=withheld.numbers)
    page = Paginator(people, PER_PAGE).get_page(asked)
    rows = list(page.object_list)
    first = page.start_index()
    return page, PersonTable(rows, withheld=withheld, token=token, first=first, order=order)


def kept_terms(request: HttpRequest, token: str) -> SearchTerms | None:
    """Return the terms kept under ``token`` in this session, none if they are gone."""
    stored = request.session.get("searches", {}).get(token)
    return None if stored is None else SearchTerms.restored(stored)


def _keep(request: HttpRequest, terms: SearchTerms) -> str:
    token = secrets.token_urlsafe(9)
    kept = {**request.session.get("searches", {}), token: terms.stored()}
    request.session["searches"] = dict(list(kept.items())[-KEPT_SEARCHES:])
    return token


def _order(request: HttpRequest) -> str:
    order = request.GET.get("sort", "kana")
    return order if order.removeprefix("-") in ORDERS else "kana"


def _filled(terms: SearchTerms) -> SearchForm:
    return SearchForm(initial=terms.stored())
