"""Pages on which a second person decides what was proposed of addressees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.decision_forms import DecisionForm, QueueForm
from juminzei.apps.addressees.models import NUMBERED_HERE, AddresseeKind, RegistrationProposal
from juminzei.apps.addressees.selectors.proposals import ORDERS, proposals
from juminzei.apps.addressees.selectors.protection import is_protected
from juminzei.apps.addressees.selectors.written_rows import written_rows
from juminzei.apps.addressees.services.current_facts import current_facts
from juminzei.apps.addressees.services.decide_registration import (
    alike_since,
    decide_registration,
)
from juminzei.apps.addressees.services.number_reservation import NumbersUsedUpError
from juminzei.apps.addressees.services.registration_facts import RegistrationRefusedError
from juminzei.apps.addressees.tables import ProposalTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import order_of, page_of
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def registration_list(request: HttpRequest) -> HttpResponse:
    """Show what was proposed, what waits first."""
    at = now()
    actor = _may_look(request, at)
    form = QueueForm(request.GET)
    terms = form.cleaned_data if form.is_valid() else {}
    order = order_of(request, ProposalTable, ORDERS)
    found = proposals(
        state=terms.get("state", ""),
        kind=terms.get("kind", ""),
        staff=terms.get("staff", ""),
        order=order,
    )
    page = page_of(request, found)
    audit.record(
        action="addressees.registration.listed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    context = {
        "form": form,
        "table": ProposalTable(list(page.object_list)),
        "page": page,
        "order": order,
        "kinds": [(kind.value, kind.label) for kind in AddresseeKind if kind in NUMBERED_HERE],
    }
    return render(request, "addressees/registration/list.html", context)


@require_GET
def registration(request: HttpRequest, registration_id: int) -> HttpResponse:
    """Show one proposal, what it would change, and who is alike."""
    at = now()
    actor = _may_look(request, at)
    return _page(request, registration_id, actor, at)


@require_POST
def registration_decide(request: HttpRequest, registration_id: int) -> HttpResponse:
    """Agree to a proposal, or turn it down."""
    at = now()
    actor = acting(request, "register.decide", at=at)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, registration_id, actor, at, form=form, status=UNPROCESSABLE)
    get_object_or_404(RegistrationProposal, pk=registration_id)
    try:
        decision = decide_registration(
            proposal_id=registration_id,
            agreed=form.cleaned_data["outcome"] == "agree",
            reason=form.cleaned_data["reason"],
            actor=actor,
            at=at,
        )
    except (RegistrationRefusedError, NumbersUsedUpError) as refusal:
        problem = str(refusal)
        return _page(
            request, registration_id, actor, at, form=form, problem=problem, status=CONFLICT
        )
    if decision.version is None:
        messages.success(request, "却下しました。")
    else:
        number = f"{decision.version.addressee_id:010d}"
        messages.success(request, f"承認しました。宛名番号は {number} です。")
    return redirect("registration", registration_id)


def _page(
    request: HttpRequest,
    registration_id: int,
    actor: StaffMember,
    at: datetime,
    *,
    form: forms.Form | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    every = RegistrationProposal.objects.select_related(
        "proposed_by", "subject", "decision__decided_by", "decision__version"
    )
    proposal = get_object_or_404(every, pk=registration_id)
    decision = getattr(proposal, "decision", None)
    _record_view(proposal, actor, at)
    about = decision.version.addressee_id if decision and decision.version else proposal.subject_id
    waits = decision is None
    subject = proposal.subject
    comparable = waits and subject is not None and subject.kind == proposal.kind
    before = current_facts(subject) if subject is not None and comparable else None
    hidden = about is not None and is_protected(about, on=at.date())
    own = same_person(actor, proposal.proposed_by)
    context = {
        "proposal": proposal,
        "decision": decision,
        "about": about,
        "kind_label": AddresseeKind(proposal.kind).label,
        "rows": written_rows(proposal, proposal.kind, before=before, hide_address=hidden),
        "apart": proposal.distinct_from.select_related("candidate").order_by("-score", "pk"),
        "newcomers": alike_since(proposal, at=at) if waits and about is None else [],
        "waits": waits,
        "own": own,
        "form": form or DecisionForm(),
        "problem": problem,
    }
    return render(request, "addressees/registration/page.html", context, status=status)


def _may_look(request: HttpRequest, at: datetime) -> StaffMember:
    """Return who asks: whoever may propose, or decide."""
    try:
        return acting(request, "register.nonregistered", at=at)
    except NotPermittedError:
        return acting(request, "register.decide", at=at)


def _record_view(proposal: RegistrationProposal, actor: StaffMember, at: datetime) -> None:
    subject = proposal.subject_id
    audit.record(
        action="addressees.registration.viewed",
        actor=actor,
        at=at,
        subject_kind="registration_proposal" if subject is None else "addressee",
        subject_id=str(proposal.pk) if subject is None else f"{subject:010d}",
    )
