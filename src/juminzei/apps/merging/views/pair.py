"""Two numbers side by side: proposing that they are one person's, or finding that they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import identity
from juminzei.apps.merging.forms import DismissalForm, MergeProposalForm
from juminzei.apps.merging.models import DismissalReason, DismissedPair, MergeReason
from juminzei.apps.merging.selectors.proposals import waiting_about
from juminzei.apps.merging.selectors.prospect import Prospect, prospect
from juminzei.apps.merging.services.dismiss_pair import dismiss_pair
from juminzei.apps.merging.services.propose_merge import propose_merge
from juminzei.apps.merging.services.refusals import MergingRefusedError
from juminzei.apps.merging.views.looking import PROPOSE, looking, record_look
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def merge_pair(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Show two numbers side by side, and what merging them does in every system."""
    return _page(request, number, other)


@require_POST
def merge_propose(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Show once more what is asked for, and then ask for it."""
    at = now()
    actor = acting(request, PROPOSE, at=at)
    form = MergeProposalForm(request.POST, auto_id="merge_%s")
    if not form.is_valid():
        return _page(request, number, other, status=UNPROCESSABLE, merge=form)
    if "seen" not in request.POST:
        return _check(request, number, other, form, at)
    try:
        proposal = propose_merge(
            one=number,
            other=other,
            reason=MergeReason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            seen=request.POST["seen"],
            actor=actor,
            at=at,
        )
    except MergingRefusedError as refusal:
        return _page(request, number, other, status=CONFLICT, problem=str(refusal), merge=form)
    messages.success(request, f"受付 {proposal.pk} で統合を申請しました。別の職員が決定します。")
    return redirect("merge_proposal", proposal.pk)


@require_POST
def merge_dismiss(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Take the pair off the list, with the reason."""
    at = now()
    actor = acting(request, PROPOSE, at=at)
    form = DismissalForm(request.POST, auto_id="dismiss_%s")
    if not form.is_valid():
        return _page(request, number, other, status=UNPROCESSABLE, dismiss=form)
    try:
        dismiss_pair(
            one=number,
            other=other,
            reason=DismissalReason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            actor=actor,
            at=at,
        )
    except MergingRefusedError as refusal:
        return _page(request, number, other, status=CONFLICT, problem=str(refusal), dismiss=form)
    messages.success(request, "別人と判断し、候補から除きました。")
    return redirect("merge_candidates")


def _check(
    request: HttpRequest, number: int, other: int, form: MergeProposalForm, at: datetime
) -> HttpResponse:
    """Show the answers before they are sent."""
    found = _prospect(number, other, at)
    if found.hindrances:
        problem = " ".join(found.hindrances)
        return _page(request, number, other, status=CONFLICT, problem=problem, merge=form)
    context = {
        "prospect": found,
        "form": form,
        "reason": MergeReason(form.cleaned_data["reason"]).label,
        "note": form.cleaned_data["note"],
        "number": number,
        "other": other,
    }
    return render(request, "merging/check_merge.html", context)


def _prospect(number: int, other: int, at: datetime) -> Prospect:
    found = prospect(number, other, on=at.date())
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    number: int,
    other: int,
    *,
    status: int = 200,
    problem: str = "",
    **forms_back: forms.Form,
) -> HttpResponse:
    at = now()
    actor = looking(request, at=at)
    found = _prospect(number, other, at)
    numbers = [found.survivor.number, found.merged_away.number]
    record_look("merging.pair.viewed", actor, at, numbers)
    first, second = sorted(numbers)
    context = {
        "prospect": found,
        "people": [identity(one, on=at.date()) for one in numbers],
        "dismissed": DismissedPair.objects.filter(first=first, second=second).first(),
        "waits": waiting_about(numbers),
        "problem": problem,
        "number": number,
        "other": other,
        "merge": forms_back.get("merge") or MergeProposalForm(auto_id="merge_%s"),
        "dismiss": forms_back.get("dismiss") or DismissalForm(auto_id="dismiss_%s"),
        "form": next(iter(forms_back.values()), None),
    }
    return render(request, "merging/pair.html", context, status=status)
