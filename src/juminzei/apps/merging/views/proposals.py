"""Proposals and the second person's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.merging.effect import restored
from juminzei.apps.merging.forms import DecisionForm, StateFilterForm
from juminzei.apps.merging.models import Act
from juminzei.apps.merging.selectors.outlook import changed_lines, outlook
from juminzei.apps.merging.selectors.proposals import proposals
from juminzei.apps.merging.services.decide_proposal import decide_proposal
from juminzei.apps.merging.services.refusals import MergingRefusedError
from juminzei.apps.merging.tables import ProposalTable
from juminzei.apps.merging.views.looking import DECIDE, looking, record_look
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ORDERS = ("-proposed_at", "act")
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def merge_proposals(request: HttpRequest) -> HttpResponse:
    """Show what waits for a second person, and what was decided."""
    at = now()
    actor = looking(request, at=at)
    form = StateFilterForm({"state": "open", **request.GET.dict()})
    state = (form.cleaned_data["state"] or "open") if form.is_valid() else "open"
    shown = proposals()
    if state != "all":
        shown = shown.filter(decision__isnull=state == "open")
    context = listed(request, shown, ProposalTable, orders=ORDERS, alike="-pk")
    page = context["page"]
    audit.record(
        action="merging.proposals.viewed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    return render(request, "merging/proposals.html", {**context, "form": form})


@require_GET
def merge_proposal(request: HttpRequest, merge_proposal_id: int) -> HttpResponse:
    """Show one proposal with its effect, as it was and as it is now."""
    return _page(request, merge_proposal_id, DecisionForm())


@require_POST
def merge_decide(request: HttpRequest, merge_proposal_id: int) -> HttpResponse:
    """Carry a proposal out, or turn it down."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, merge_proposal_id, form, status=UNPROCESSABLE)
    agreed = form.cleaned_data["outcome"] == "agree"
    try:
        decision = decide_proposal(
            proposal_id=merge_proposal_id,
            agreed=agreed,
            note=form.cleaned_data["note"],
            seen=request.POST.get("seen", ""),
            actor=actor,
            at=at,
        )
    except MergingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, merge_proposal_id, form, status=CONFLICT)
    done = f"{Act(decision.proposal.act).label}しました。" if agreed else "却下しました。"
    messages.success(request, f"受付 {merge_proposal_id}：{done}")
    return redirect("merge_proposals")


def _page(
    request: HttpRequest, merge_proposal_id: int, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = looking(request, at=at)
    one = get_object_or_404(proposals(), pk=merge_proposal_id)
    numbers = [one.survivor_id, one.merged_away_id]
    record_look("merging.proposal.viewed", actor, at, numbers, proposal=one.pk)
    waits = getattr(one, "decision", None) is None
    effect = outlook(one, on=at.date()) if waits else None
    context = {
        "form": form,
        "proposal": one,
        "separating": one.act == Act.SEPARATION,
        "waits": waits,
        "effect": effect or restored(one.effect),
        "possible": effect is not None,
        "changed": changed_lines(one, effect) if effect else [],
        "seen": effect.digest if effect else "",
        "sides": sorted((int(document), number) for document, number in one.sides.items()),
        "may_decide": waits
        and allowed(actor, DECIDE, on=at.date())
        and not same_person(actor, one.proposed_by),
        "own": same_person(actor, one.proposed_by),
    }
    return render(request, "merging/proposal.html", context, status=status)
