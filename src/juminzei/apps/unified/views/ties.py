"""Tying addressees of systems to people, and taking them off: by two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.addressees.api import Withheld, read_settled
from juminzei.apps.unified.forms import CaseFilterForm, DecisionForm, ProposalForm
from juminzei.apps.unified.models import LinkReason, LocalAddressee, ProposalAct
from juminzei.apps.unified.selectors.person_page import (
    addressees_about,
    candidates_of,
    local_of_proposal,
    open_case_of,
    open_cases,
    waiting_proposals,
)
from juminzei.apps.unified.selectors.protection import protected_among
from juminzei.apps.unified.services.looking import record_viewed
from juminzei.apps.unified.services.proposals import decide, propose
from juminzei.apps.unified.services.purposes import Purpose
from juminzei.apps.unified.services.refusals import UnifiedRefusedError
from juminzei.apps.unified.systems import system_names
from juminzei.apps.unified.tables import CaseTable
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import PER_PAGE, listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE, CONFLICT = 422, 409
ORDERS = ("opened_at", "kind")


@require_GET
def unified_cases(request: HttpRequest) -> HttpResponse:
    """Show the addressees of whom nobody has decided, and what waits for a second person."""
    acting(request, "unified.search", at=now())
    form = CaseFilterForm(request.GET)
    cases = open_cases() if form.is_valid() else open_cases().none()
    given = form.cleaned_data
    if given.get("system"):
        cases = cases.filter(local__system=given["system"])
    if given.get("kind"):
        cases = cases.filter(kind=given["kind"])
    proposals = Paginator(waiting_proposals(), PER_PAGE).get_page(request.GET.get("proposals"))
    context = {
        **listed(request, cases, CaseTable, orders=("opened_at", *ORDERS)),
        "form": form,
        "proposals": proposals,
        "names": system_names(),
    }
    return render(request, "unified/cases.html", context)


@require_http_methods(["GET", "POST"])
def unified_local(request: HttpRequest, local_id: int) -> HttpResponse:
    """Show an addressee and whom to compare it with; ask for something to be done with it."""
    at = now()
    if request.method == "GET":
        return _page(request, local_id)
    actor = acting(request, "unified.link", at=at)
    local = get_object_or_404(LocalAddressee, pk=local_id)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _page(request, local_id, form=form, status=UNPROCESSABLE)
    person = form.cleaned_data["person"]
    try:
        propose(
            local,
            ProposalAct(form.cleaned_data["act"]),
            reason=LinkReason(form.cleaned_data["reason"]),
            actor=actor,
            at=at,
            person=int(person) if person else None,
        )
    except UnifiedRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, local_id, form=form, status=CONFLICT)
    messages.success(request, "申請しました。別の職員の決定を待ちます。")
    return redirect("unified_local", local_id)


@require_POST
def unified_decide(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Decide, as the second person."""
    at = now()
    actor = acting(request, "unified.decide", at=at)
    local_id = local_of_proposal(proposal_id)
    if not local_id:
        raise Http404
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, local_id, decision=form, status=UNPROCESSABLE)
    try:
        decide(proposal_id, agreed=form.cleaned_data["outcome"] == "agree", actor=actor, at=at)
    except UnifiedRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, local_id, decision=form, status=CONFLICT)
    messages.success(request, "決定しました。")
    return redirect("unified_local", local_id)


def _page(
    request: HttpRequest,
    local_id: int,
    *,
    form: forms.Form | None = None,
    decision: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    at = now()
    actor = acting(request, "unified.search", at=at)
    local = get_object_or_404(LocalAddressee.objects.select_related("person"), pk=local_id)
    case = open_case_of(local)
    candidates = candidates_of(case)
    for one in [*([local.person] if local.person else []), *candidates]:
        record_viewed(one, purpose=Purpose.NUMBERING, actor=actor, at=at)

    def read(withheld: Withheld) -> dict[str, object]:
        people = [one.pk for one in candidates] + [local.person_id or 0]
        hidden = protected_among(people, withheld)
        # Where one of those compared is protected, the addressee may be that very person.
        own = set(addressees_about(local_id)) & withheld.numbers
        return {"hidden": hidden, "case_hidden": bool(hidden) or bool(own)}

    proposal = waiting_proposals().filter(local=local).first()
    context = {
        "local": local,
        "names": system_names(),
        "case": case,
        "candidates": candidates,
        "proposal": proposal,
        "own": proposal is not None and same_person(actor, proposal.asked_by),
        "may_link": allowed(actor, "unified.link", on=at.date()),
        "may_decide": allowed(actor, "unified.decide", on=at.date()),
        "propose_form": form or ProposalForm(),
        "decide_form": decision or DecisionForm(),
        "form": form or decision,
        "events": local.events.select_related("person").order_by("-pk"),
        "past": local.proposals.filter(decision__isnull=False).order_by("-pk"),
        **read_settled(at.date(), read),
    }
    return render(request, "unified/local.html", context, status=status)
