"""Consignments: the list, one of them with what may be done next, and what goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import read_settled, withheld
from juminzei.apps.exchange.forms import ConsignmentFilterForm, StepForm
from juminzei.apps.exchange.models import ConsignmentKind, Step, Way
from juminzei.apps.exchange.notice_amounts import AMOUNTS
from juminzei.apps.exchange.selectors.protected import (
    SEE_PROTECTED,
    shown_municipality,
    telling,
)
from juminzei.apps.exchange.selectors.standing import (
    STATES,
    consignments,
    in_state,
    overdue,
    state_of,
)
from juminzei.apps.exchange.services.papers import papers
from juminzei.apps.exchange.services.prepare_documents import PREPARE
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.services.take_step import APPROVE, NEEDS, take_step
from juminzei.apps.exchange.tables import ConsignmentTable
from juminzei.apps.exchange.views.forwarding import CONFLICT, UNPROCESSABLE, VIEW
from juminzei.apps.exchange.views.looks import note_list
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.documents.packing import packed
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember


@require_GET
def consignment_list(request: HttpRequest) -> HttpResponse:
    """Show what goes and went to other municipalities."""
    at = now()
    actor = acting(request, VIEW, at=at)
    form = ConsignmentFilterForm(request.GET or None, auto_id="%s")
    asked = form.cleaned_data if form.is_valid() else {}
    rows = in_state(consignments(), asked.get("state", ""))
    if asked.get("kind"):
        rows = rows.filter(kind=asked["kind"])
    if asked.get("number"):
        rows = rows.filter(pk=asked["number"])
    orders = ("-id", "id", "due_on", "-due_on", "kind", "tax_year", "-tax_year")
    context = listed(request, rows, ConsignmentTable, orders=orders)
    shown = [row.record for row in context["table"].rows]
    context["table"].hidden = read_settled(at.date(), lambda hidden: telling(shown, hidden))
    note_list(actor, at, "consignments", context)
    late = overdue(at.date()).count()
    return render(request, "exchange/consignments.html", {**context, "form": form, "late": late})


@require_GET
def consignment(request: HttpRequest, consignment_id: int) -> HttpResponse:
    """Show one consignment."""
    return _page(request, consignment_id)


@require_POST
def consignment_step(request: HttpRequest, consignment_id: int) -> HttpResponse:
    """Take one step with a consignment."""
    at = now()
    form = StepForm(request.POST, auto_id="step_%s")
    asked = request.POST.get("step", "")
    actor = acting(request, APPROVE if asked == Step.APPROVED else PREPARE, at=at)
    if not form.is_valid():
        return _page(request, consignment_id, form, status=UNPROCESSABLE)
    given = form.cleaned_data
    try:
        take_step(
            consignment_id,
            Step(given["step"]),
            on=given["on"],
            way=Way(given["way"]),
            note=given["note"],
            actor=actor,
            at=at,
        )
    except ExchangeRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, consignment_id, form, status=CONFLICT)
    messages.success(request, f"「{Step(given['step']).label}」を記録しました。")
    return redirect("consignment", consignment_id)


@require_POST
def consignment_papers(request: HttpRequest, consignment_id: int) -> HttpResponse:
    """Hand out what goes with an approved consignment: letter, copies and files."""
    at = now()
    actor = acting(request, PREPARE, at=at)
    try:
        made = papers(consignment_id, actor=actor, at=at)
    except ExchangeRefusedError as refusal:
        form = StepForm(request.POST, auto_id="step_%s")
        form.is_valid()
        form.add_error(None, str(refusal))
        return _page(request, consignment_id, form, status=CONFLICT)
    headers = {"Content-Disposition": f'attachment; filename="consignment-{consignment_id}.zip"'}
    return HttpResponse(packed(made), content_type="application/zip", headers=headers)


def _page(
    request: HttpRequest, consignment_id: int, form: StepForm | None = None, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, VIEW, at=at)
    one = consignments().filter(pk=consignment_id).first()
    if one is None:
        raise Http404
    hidden = one.pk in telling([one], withheld(at.date()))
    sees = not hidden or allowed(actor, SEE_PROTECTED, on=at.date())
    notice = getattr(one, "notice", None)
    if notice is not None:
        count_person(actor, notice.addressee_id, at=at)
    audit.record(
        action="exchange.consignment.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee" if notice else "consignment",
        subject_id=f"{notice.addressee_id:010d}" if notice else str(one.pk),
        details={"consignment": one.pk},
    )
    context = {
        "one": one,
        "state": STATES[state_of(one)],
        "municipality": shown_municipality(one.municipality, hidden=hidden),
        "hidden": hidden,
        "steps": one.steps.select_related("done_by").order_by("pk"),
        "documents": one.documents.select_related("document").order_by("document"),
        "notice": notice,
        "amounts": [(AMOUNTS[k], v) for k, v in notice.amounts.items()] if notice else [],
        "failed": form,
        "next": _next(one, actor, at) if sees else [],
        "may_print": sees and one.approved and not one.erased and not one.turned_down,
        "late": not one.sent and not one.turned_down and one.due_on < at.date(),
    }
    return render(request, "exchange/consignment.html", context, status=status)


def _next(one: object, actor: StaffMember, at: datetime) -> list[tuple[Step, str]]:
    """Return the steps that this member may take now, each with the fields that it asks for."""
    done = {step for step in Step if getattr(one, step.value)}
    found = []
    for step, (before, not_before) in NEEDS.items():
        possible = step not in done and before <= done and not not_before & done
        own = step == Step.APPROVED and getattr(one, "prepared_by_id", None) == actor.pk
        function = APPROVE if step == Step.APPROVED else PREPARE
        erasing = step == Step.ERASED and getattr(one, "kind", "") != ConsignmentKind.DOCUMENTS
        if possible and not own and not erasing and allowed(actor, function, on=at.date()):
            found.append((step, step.label))
    return found
