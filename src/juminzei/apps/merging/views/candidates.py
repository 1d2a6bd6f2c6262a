"""The list of possible double registrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from juminzei.apps.merging.forms import CandidateFilterForm, PairForm
from juminzei.apps.merging.selectors.candidates import candidates
from juminzei.apps.merging.selectors.proposals import waiting
from juminzei.apps.merging.tables import CandidateTable
from juminzei.apps.merging.views.looking import looking
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.list_page import order_of, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.merging.selectors.candidates import Candidate

ORDERS = ("-score", "survivor")


@require_GET
def merge_candidates(request: HttpRequest) -> HttpResponse:
    """Show who may be registered twice; two numbers typed lead to their comparison."""
    at = now()
    actor = looking(request, at=at)
    asked = "one" in request.GET or "other" in request.GET
    pair = PairForm(request.GET) if asked else PairForm()
    if asked and pair.is_valid():
        return redirect("merge_pair", pair.cleaned_data["one"], pair.cleaned_data["other"])
    form = CandidateFilterForm({"state": "open", **request.GET.dict()})
    state = (form.cleaned_data["state"] or "open") if form.is_valid() else "open"
    order = order_of(request, CandidateTable, ORDERS)
    page = page_of(request, _sorted(candidates(state=state), order))
    audit.record(
        action="merging.candidates.viewed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    context = {
        "form": form,
        "pair": pair,
        "table": CandidateTable(list(page.object_list)),
        "page": page,
        "order": order,
        "waiting": waiting().count(),
    }
    status = 422 if asked else 200
    return render(request, "merging/candidates.html", context, status=status)


def _sorted(found: list[Candidate], order: str) -> list[Candidate]:
    """Return the candidates in order; they come with the most alike first."""
    if order.removeprefix("-") == "survivor":
        found = sorted(found, key=lambda one: (one.survivor.number, one.merged_away.number))
        return found[::-1] if order.startswith("-") else found
    return found if order.startswith("-") else found[::-1]
