"""Media carried between networks: the list, one of them, and the second person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.exchange.forms import MediumFilterForm, MediumStepForm
from juminzei.apps.exchange.selectors.media import media
from juminzei.apps.exchange.services.carry import decide_medium
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.services.take_step import APPROVE
from juminzei.apps.exchange.tables import MediumTable, medium_standing
from juminzei.apps.exchange.views.forwarding import CONFLICT, UNPROCESSABLE, VIEW
from juminzei.apps.exchange.views.looks import note_list
from juminzei.formats.carried_media import code_of
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def medium_list(request: HttpRequest) -> HttpResponse:
    """Show the media that were listed or came."""
    at = now()
    actor = acting(request, VIEW, at=at)
    form = MediumFilterForm(request.GET or None, auto_id="%s")
    asked = form.cleaned_data if form.is_valid() else {}
    rows = media()
    if asked.get("direction"):
        rows = rows.filter(direction=asked["direction"])
    if asked.get("label"):
        rows = rows.filter(label__startswith=asked["label"])
    orders = ("-id", "id", "prepared_at", "direction")
    context = listed(request, rows, MediumTable, orders=orders)
    note_list(actor, at, "media", context)
    return render(request, "exchange/media.html", {**context, "form": form})


@require_GET
def medium(request: HttpRequest, medium_id: int) -> HttpResponse:
    """Show one medium, file by file."""
    return _page(request, medium_id)


@require_POST
def medium_decide(request: HttpRequest, medium_id: int) -> HttpResponse:
    """Enter the second person's word."""
    at = now()
    actor = acting(request, APPROVE, at=at)
    form = MediumStepForm(request.POST)
    if not form.is_valid():
        return _page(request, medium_id, form, status=UNPROCESSABLE)
    approved = form.cleaned_data["outcome"] == "approved"
    note = form.cleaned_data["note"]
    try:
        decide_medium(medium_id, approved=approved, note=note, actor=actor, at=at)
    except ExchangeRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, medium_id, form, status=CONFLICT)
    messages.success(request, "承認しました。" if approved else "取り下げました。")
    return redirect("medium", medium_id)


def _page(
    request: HttpRequest, medium_id: int, form: MediumStepForm | None = None, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, VIEW, at=at)
    one = media().filter(pk=medium_id).first()
    if one is None:
        raise Http404
    audit.record(
        action="exchange.listed",
        actor=actor,
        at=at,
        subject_kind="medium",
        subject_id=str(one.pk),
        details={"list": "medium"},
    )
    steps = one.steps.select_related("done_by").order_by("pk")
    others = not same_person(actor, one.prepared_by) and allowed(actor, APPROVE, on=at.date())
    context = {
        "one": one,
        "standing": medium_standing(one),
        "code": code_of(one.digest),
        "steps": steps,
        "may_decide": others and not steps,
        "form": form or MediumStepForm(),
    }
    return render(request, "exchange/medium.html", context, status=status)
