"""Packs: their list, asking, one pack and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.venue_packs.forms.pack_forms import (
    AskForm,
    BringForm,
    PackFilterForm,
    ReasonForm,
    WriteForm,
)
from juminzei.apps.venue_packs.models import OUT, Pack, PackState, Selection
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.selectors.chosen_people import chosen_people, relatives_of
from juminzei.apps.venue_packs.selectors.packs import overdue, packs
from juminzei.apps.venue_packs.services.ask_pack import ask_pack, decide_pack, end_pack
from juminzei.apps.venue_packs.services.steps import ASK, DECIDE
from juminzei.apps.venue_packs.services.write_pack import write_pack
from juminzei.apps.venue_packs.tables import PackedPersonTable, PackTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember

UNPROCESSABLE, CONFLICT = 422, 409
ORDERS = ("-id", "first_day", "due_on", "people")


def either(request: HttpRequest, at: datetime) -> StaffMember:
    """Return who acts: somebody who may ask for packs, or decide about them."""
    try:
        return acting(request, ASK, at=at)
    except NotPermittedError:
        return acting(request, DECIDE, at=at)


@require_GET
def desk_packs(request: HttpRequest) -> HttpResponse:
    """List the packs, and say which should be back."""
    at = now()
    actor = either(request, at)
    form = PackFilterForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    context = listed(request, packs(state), PackTable, orders=ORDERS)
    audit.record(
        action="venue_packs.packs.viewed",
        actor=actor,
        at=at,
        details={"found": context["page"].paginator.count},
    )
    context |= {"filter_form": form, "late": overdue(at.date()).order_by("due_on")}
    return render(request, "venue_packs/packs.html", context)


@require_http_methods(["GET", "POST"])
def desk_pack_ask(request: HttpRequest) -> HttpResponse:
    """Ask what a pack should hold, show whom that is, and ask for it when confirmed."""
    at = now()
    actor = acting(request, ASK, at=at)
    if request.method != "POST":
        chosen = {"tax_year": at.year, "selection": Selection.RECIPIENTS}
        return _asking(request, AskForm(initial=chosen))
    form = AskForm(request.POST)
    if not form.is_valid():
        return _asking(request, form, status=UNPROCESSABLE)
    told = form.cleaned_data
    try:
        if request.POST.get("confirmed") == "yes":
            pack = ask_pack(**told, actor=actor, at=at)
            messages.success(request, f"持出 {pack.pk} を申請しました。別の職員が承認します。")
            return redirect("desk_pack", pack.pk)
        wanted = {name: told[name] for name in ("selection", "town", "numbers", "tax_year")}
        people = chosen_people(**wanted)
    except PackRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _asking(request, form, status=CONFLICT)
    context = {"form": form, "told": told, "people": len(people)}
    context["relatives"] = len(relatives_of(people, at.date()))
    return render(request, "venue_packs/confirm.html", context)


@require_GET
def desk_pack(request: HttpRequest, pack_id: int) -> HttpResponse:
    """Show one pack, and what may be done with it."""
    at = now()
    return page(request, found(pack_id), either(request, at), at)


@require_GET
def desk_pack_people(request: HttpRequest, pack_id: int) -> HttpResponse:
    """List whom a pack is about, for who approves it, and for whoever a loss is reported to."""
    at = now()
    actor = either(request, at)
    pack = found(pack_id)
    rows = pack.persons.select_related("addressee")
    context = listed(request, rows, PackedPersonTable, orders=("addressee_id",))
    audit.record(
        action="venue_packs.people.viewed",
        actor=actor,
        at=at,
        subject_kind="venue_pack",
        subject_id=str(pack.pk),
        details={"found": context["page"].paginator.count, "page": context["page"].number},
    )
    return render(request, "venue_packs/people.html", context | {"pack": pack})


@require_POST
def desk_pack_decide(request: HttpRequest, pack_id: int) -> HttpResponse:
    """Approve a pack that another person asked for, or not."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    granted = request.POST.get("outcome") == "grant"
    reason = request.POST.get("reason", "")[:100]
    try:
        decide_pack(pack_id=pack_id, granted=granted, reason=reason, actor=actor, at=at)
    except PackRefusedError as refusal:
        return page(request, found(pack_id), actor, at, problem=str(refusal))
    messages.success(request, "承認しました。" if granted else "却下しました。")
    return redirect("desk_pack", pack_id)


@require_POST
def desk_pack_write(request: HttpRequest, pack_id: int) -> HttpResponse:
    """Hand out the file of an approved pack, once."""
    at = now()
    actor = acting(request, ASK, at=at)
    form = WriteForm(request.POST)
    if not form.is_valid():
        return page(request, found(pack_id), actor, at, write_form=form, status=UNPROCESSABLE)
    try:
        file = write_pack(
            pack_id=pack_id, passphrase=form.cleaned_data["passphrase"], actor=actor, at=at
        )
    except PackRefusedError as refusal:
        return page(request, found(pack_id), actor, at, problem=str(refusal))
    name = f'attachment; filename="pack-{pack_id}.jmzpack"'
    headers = {"Content-Disposition": name}
    return HttpResponse(file, content_type="application/octet-stream", headers=headers)


@require_POST
def desk_pack_end(request: HttpRequest, pack_id: int) -> HttpResponse:
    """Report a pack as lost, or make it void."""
    at = now()
    actor = acting(request, ASK, at=at)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, found(pack_id), actor, at, reason_form=form, status=UNPROCESSABLE)
    lost = request.POST.get("kind") == "lost"
    reason = form.cleaned_data["reason"]
    try:
        end_pack(pack_id=pack_id, lost=lost, reason=reason, actor=actor, at=at)
    except PackRefusedError as refusal:
        return page(request, found(pack_id), actor, at, problem=str(refusal))
    words = "紛失を記録しました。載っていた人の一覧を、個人情報の担当に示してください。"
    messages.success(request, words if lost else "無効にしました。")
    return redirect("desk_pack_people" if lost else "desk_pack", pack_id)


def found(pack_id: int) -> Pack:
    """Return one pack, or answer that there is none."""
    pack = packs().filter(pk=pack_id).first()
    if pack is None:
        raise Http404
    return pack


def page(
    request: HttpRequest,
    pack: Pack,
    actor: StaffMember,
    at: datetime,
    *,
    problem: str = "",
    status: int = 200,
    **forms_back: forms.Form,
) -> HttpResponse:
    """Return the page of a pack."""
    audit.record(
        action="venue_packs.packs.viewed",
        actor=actor,
        at=at,
        subject_kind="venue_pack",
        subject_id=str(pack.pk),
    )
    context = {
        "pack": pack,
        "steps": pack.steps.select_related("done_by").order_by("pk"),
        "returns": pack.returns.order_by("number"),
        "is_out": pack.state in OUT,
        "late": pack.state == PackState.OUT and pack.due_on < at.date(),
        "own": same_person(actor, pack.asked_by),
        "brought_it": pack.brought_by is not None and same_person(actor, pack.brought_by),
        "problem": problem,
        "problem_form": next((back for back in forms_back.values() if back.errors), None),
        "write_form": forms_back.get("write_form") or WriteForm(auto_id="write_%s"),
        "bring_form": forms_back.get("bring_form") or BringForm(auto_id="bring_%s"),
        "reason_form": forms_back.get("reason_form") or ReasonForm(auto_id="reason_%s"),
    }
    status = CONFLICT if problem else status
    return render(request, "venue_packs/pack.html", context, status=status)


def _asking(request: HttpRequest, form: AskForm, *, status: int = 200) -> HttpResponse:
    return render(request, "venue_packs/ask.html", {"form": form}, status=status)
