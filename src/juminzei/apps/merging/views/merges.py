"""Merges that were made, and asking that one be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.merging.effect import restored
from juminzei.apps.merging.forms import MergeFilterForm, SeparationForm
from juminzei.apps.merging.models import Merge, SeparationReason
from juminzei.apps.merging.selectors.separating import undoing
from juminzei.apps.merging.services.propose_separation import propose_separation
from juminzei.apps.merging.services.refusals import MergingRefusedError
from juminzei.apps.merging.tables import MergeTable
from juminzei.apps.merging.views.looking import PROPOSE, looking, record_look
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

ORDERS = ("-decided_at", "survivor_id", "merged_away_id")
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def merge_list(request: HttpRequest) -> HttpResponse:
    """Show all merges, those that hold and those that were taken back."""
    at = now()
    actor = looking(request, at=at)
    form = MergeFilterForm({"state": "all", **request.GET.dict()})
    shown = _narrowed(form) if form.is_valid() else Merge.objects.none()
    context = listed(request, shown, MergeTable, orders=ORDERS, alike="-pk")
    page = context["page"]
    audit.record(
        action="merging.merges.viewed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    return render(request, "merging/merges.html", {**context, "form": form})


@require_GET
def merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Show one merge with its effect, and what taking it back would do."""
    return _page(request, merge_id)


@require_POST
def merge_separate(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Show once more what is asked for, and then ask that the merge be taken back."""
    at = now()
    actor = acting(request, PROPOSE, at=at)
    one = get_object_or_404(Merge, pk=merge_id)
    if hasattr(one, "separation"):
        return _page(request, merge_id, status=CONFLICT, problem="この統合は分離済みです。")
    form = _form(one, at, request.POST)
    if not form.is_valid():
        return _page(request, merge_id, form, status=UNPROCESSABLE)
    if "seen" not in request.POST:
        return _check(request, one, form, at)
    try:
        proposal = propose_separation(
            merge_id=merge_id,
            sides=form.sides(),
            reason=SeparationReason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            seen=request.POST["seen"],
            actor=actor,
            at=at,
        )
    except MergingRefusedError as refusal:
        return _page(request, merge_id, form, status=CONFLICT, problem=str(refusal))
    messages.success(request, f"受付 {proposal.pk} で分離を申請しました。別の職員が決定します。")
    return redirect("merge_proposal", proposal.pk)


def _narrowed(form: MergeFilterForm) -> QuerySet[Merge]:
    shown = Merge.objects.select_related("decided_by", "separation")
    state, number = form.cleaned_data["state"], form.cleaned_data["number"]
    if state in {"in_force", "undone"}:
        shown = shown.filter(separation__isnull=state == "in_force")
    if number is not None:
        shown = shown.filter(Q(survivor=number) | Q(merged_away=number))
    return shown


def _form(one: Merge, at: datetime, given: object = None) -> SeparationForm:
    found = undoing(one, on=at.date())
    return SeparationForm(given, attached=found.attached, leaving=one.merged_away_id)


def _check(request: HttpRequest, one: Merge, form: SeparationForm, at: datetime) -> HttpResponse:
    """Show the answers before they are sent."""
    context = {
        "merge": one,
        "form": form,
        "effect": undoing(one, on=at.date(), sides=form.sides()).effect,
        "reason": SeparationReason(form.cleaned_data["reason"]).label,
        "note": form.cleaned_data["note"],
        "sides": [(attached, form.sides()[attached.document.key]) for attached in form.documents],
    }
    return render(request, "merging/check_separation.html", context)


def _page(
    request: HttpRequest,
    merge_id: int,
    form: SeparationForm | None = None,
    *,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    at = now()
    actor = looking(request, at=at)
    merges = Merge.objects.select_related(
        "proposal__proposed_by", "decided_by", "separation__decided_by"
    )
    one = get_object_or_404(merges, pk=merge_id)
    numbers = [one.survivor_id, one.merged_away_id]
    record_look("merging.merge.viewed", actor, at, numbers, merge=one.pk)
    holds = getattr(one, "separation", None) is None
    shown = (form or _form(one, at)) if holds else None
    context = {
        "merge": one,
        "effect": restored(one.effect),
        "holds": holds,
        "undoing_title": "分離したときの影響" if holds else "分離の影響",
        "undoing": undoing(one, on=at.date()).effect if holds else restored(one.separation.effect),
        "form": shown,
        "rows": shown.rows() if shown else [],
        "problem": problem,
        "may_propose": holds and allowed(actor, PROPOSE, on=at.date()),
    }
    return render(request, "merging/merge.html", context, status=status)
