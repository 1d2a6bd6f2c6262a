"""Lots for the tax office: their list, asking, one lot and what is done with it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.return_desk.forms.lot_forms import LotAskForm, LotFilterForm, LotStepForm
from juminzei.apps.return_desk.models import LotState
from juminzei.apps.return_desk.selectors.lots import last_tax_office, late_lots, lots
from juminzei.apps.return_desk.services.lot_candidates import lot_candidates
from juminzei.apps.return_desk.services.lots import (
    ASK,
    DECIDE,
    NEEDS,
    ask_lot,
    decide_lot,
    step_lot,
)
from juminzei.apps.return_desk.services.make_lot import OUT, take_lot
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.tables import LotItemTable, LotTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.apps.return_desk.models import TaxOfficeLot
    from juminzei.platform.staff.models import StaffMember

UNPROCESSABLE, CONFLICT = 422, 409
ORDERS = ("-id", "id", "due_on", "count")
DAYS_TO_CONFIRM = 14


def _either(request: HttpRequest, at: datetime) -> StaffMember:
    """Return who acts: somebody who may ask for lots, or decide about them."""
    try:
        return acting(request, ASK, at=at)
    except NotPermittedError:
        return acting(request, DECIDE, at=at)


@require_GET
def desk_lots(request: HttpRequest) -> HttpResponse:
    """List the lots, and say which the tax office has not confirmed in time."""
    at = now()
    actor = _either(request, at)
    form = LotFilterForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    context = listed(request, lots(state), LotTable, orders=ORDERS)
    audit.record(
        action="return_desk.lots.viewed",
        actor=actor,
        at=at,
        details={"found": context["page"].paginator.count},
    )
    context |= {"filter_form": form, "late": late_lots(at.date()).order_by("due_on")}
    return render(request, "return_desk/lots.html", context)


@require_http_methods(["GET", "POST"])
def desk_lot_ask(request: HttpRequest) -> HttpResponse:
    """Ask which returns go, show them and those that cannot, and ask for the lot."""
    at = now()
    actor = acting(request, ASK, at=at)
    if request.method != "POST":
        return _asking(request, LotAskForm(initial=_usual(at)))
    form = LotAskForm(request.POST)
    if not form.is_valid():
        return _asking(request, form, status=UNPROCESSABLE)
    told = form.cleaned_data
    try:
        if request.POST.get("confirmed") == "yes":
            lot = ask_lot(
                tax_office=told["tax_office"],
                venue=told["venue"],
                first_day=told["first"],
                last_day=told["last"],
                due_on=told["due_on"],
                actor=actor,
                at=at,
            )
            messages.success(request, f"引継ぎ {lot.pk} を申請しました。別の職員が承認します。")
            return redirect("desk_lot", lot.pk)
        found = lot_candidates(told["first"], told["last"], told["venue"], on=at.date())
    except DeskRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _asking(request, form, status=CONFLICT)
    audit.record(
        action="return_desk.returns.viewed",
        actor=actor,
        at=at,
        details={"found": len(found.going) + len(found.staying)},
    )
    return render(
        request, "return_desk/lot_confirm.html", {"form": form, "told": told, "found": found}
    )


@require_GET
def desk_lot(request: HttpRequest, lot_id: int) -> HttpResponse:
    """Show one lot, its returns, and what may be done with it."""
    at = now()
    return _page(request, lot_id, _either(request, at), at)


@require_POST
def desk_lot_decide(request: HttpRequest, lot_id: int) -> HttpResponse:
    """Grant a lot that another person asked for, or not."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    granted = request.POST.get("outcome") == "grant"
    note = request.POST.get("note", "")[:100]
    try:
        decide_lot(lot_id=lot_id, granted=granted, note=note, actor=actor, at=at)
    except DeskRefusedError as refusal:
        return _page(request, lot_id, actor, at, problem=str(refusal))
    messages.success(request, "承認しました。" if granted else "却下しました。")
    return redirect("desk_lot", lot_id)


@require_POST
def desk_lot_take(request: HttpRequest, lot_id: int) -> HttpResponse:
    """Hand out the ZIP of a granted lot."""
    at = now()
    actor = acting(request, ASK, at=at)
    try:
        content = take_lot(lot_id=lot_id, actor=actor, at=at)
    except DeskRefusedError as refusal:
        return _page(request, lot_id, actor, at, problem=str(refusal))
    headers = {"Content-Disposition": f'attachment; filename="tax-office-{lot_id}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@require_POST
def desk_lot_step(request: HttpRequest, lot_id: int) -> HttpResponse:
    """Keep that a lot was sent, confirmed or withdrawn."""
    at = now()
    actor = acting(request, ASK, at=at)
    form = LotStepForm(request.POST)
    state = request.POST.get("state", "")
    if state not in NEEDS or not form.is_valid():
        return _page(request, lot_id, actor, at, problem="手続を選び直してください。")
    try:
        step_lot(lot_id=lot_id, state=state, note=form.cleaned_data["note"], actor=actor, at=at)
    except DeskRefusedError as refusal:
        return _page(request, lot_id, actor, at, problem=str(refusal))
    messages.success(request, f"「{LotState(state).label}」を記録しました。")
    return redirect("desk_lot", lot_id)


def _usual(at: datetime) -> dict[str, object]:
    today = at.date()
    due = today + timedelta(days=DAYS_TO_CONFIRM)
    return {"first": today, "last": today, "due_on": due, "tax_office": last_tax_office()}


def _asking(request: HttpRequest, form: LotAskForm, *, status: int = 200) -> HttpResponse:
    return render(request, "return_desk/lot_ask.html", {"form": form}, status=status)


def _page(
    request: HttpRequest, lot_id: int, actor: StaffMember, at: datetime, *, problem: str = ""
) -> HttpResponse:
    lot = _found(lot_id)
    rows = lot.items.select_related("desk_return", "former")
    context = listed(request, rows, LotItemTable, orders=("line",))
    audit.record(
        action="return_desk.lots.viewed",
        actor=actor,
        at=at,
        subject_kind="tax_office_lot",
        subject_id=str(lot.pk),
        details={"page": context["page"].number},
    )
    context |= {
        "lot": lot,
        "steps": lot.steps.select_related("done_by").order_by("pk"),
        "own": same_person(actor, lot.asked_by),
        "may_take": lot.state in OUT,
        "next": [(state, state.label) for state, before in NEEDS.items() if lot.state in before],
        "late": lot.state in OUT and lot.due_on < at.date(),
        "problem": problem,
        "step_form": LotStepForm(auto_id="step_%s"),
    }
    return render(request, "return_desk/lot.html", context, status=CONFLICT if problem else 200)


def _found(lot_id: int) -> TaxOfficeLot:
    lot = lots().filter(pk=lot_id).first()
    if lot is None:
        raise Http404
    return lot
