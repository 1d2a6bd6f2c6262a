"""Asking for a co-sign, and what supervisors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.conflicts.forms import AskForm, DecideForm
from juminzei.apps.conflicts.rules import closeness_rules
from juminzei.apps.conflicts.selectors.closeness import NAMES, close_among
from juminzei.apps.conflicts.selectors.cosigns import may_decide, requests, waits
from juminzei.apps.conflicts.services.cosign import ask_cosign, decide_cosign
from juminzei.apps.conflicts.services.refusal import ConflictsRefusedError
from juminzei.apps.conflicts.tables import CosignTable
from juminzei.apps.conflicts.views.listing import narrowed
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COSIGN = "conflicts.cosign"
UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def cosign_ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a co-sign; the page tells nothing of the person but the number asked for."""
    at = now()
    actor = acting(request, "person.view", at=at)
    if number not in close_among(actor, [number], at=at):
        return redirect("person", number)
    form = AskForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            ask_cosign(number=number, **form.cleaned_data, actor=actor, at=at)
        except ConflictsRefusedError as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
        else:
            messages.success(request, "申請しました。上司が承認すると、開けるようになります。")
            return redirect("cosign_ask", number)
    elif request.method == "POST":
        status = UNPROCESSABLE
    context = {
        "form": form,
        "number": number,
        "waits": waits(actor, number),
        "minutes": closeness_rules().cosign_minutes,
    }
    return render(request, "conflicts/ask.html", context, status=status)


@require_GET
def cosign_list(request: HttpRequest) -> HttpResponse:
    """Show what waits for a supervisor, and what was decided."""
    at = now()
    actor = acting(request, COSIGN, at=at)
    context = narrowed(request, requests(), CosignTable, "asked_at")
    page = context["page"]
    audit.record(
        action="conflicts.cosigns.viewed",
        actor=actor,
        at=at,
        details={"page": page.number, "found": page.paginator.count},
    )
    return render(request, "conflicts/cosigns.html", context)


@require_GET
def cosign(request: HttpRequest, request_id: int) -> HttpResponse:
    """Show one request, with the supervisor's form."""
    return _page(request, request_id, DecideForm())


@require_POST
def cosign_decide(request: HttpRequest, request_id: int) -> HttpResponse:
    """Enter a supervisor's word and return to those that wait."""
    at = now()
    actor = acting(request, COSIGN, at=at)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, request_id, form, status=UNPROCESSABLE)
    granted = form.cleaned_data["outcome"] == "grant"
    try:
        decide_cosign(request_id=request_id, granted=granted, actor=actor, at=at)
    except ConflictsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, request_id, form, status=CONFLICT)
    messages.success(request, "閲覧を承認しました。" if granted else "承認しませんでした。")
    return redirect("cosign_list")


def _page(
    request: HttpRequest, request_id: int, form: DecideForm, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, COSIGN, at=at)
    one = requests().filter(pk=request_id).first()
    if one is None:
        raise Http404
    audit.record(
        action="conflicts.cosigns.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{one.addressee_id:010d}",
        details={"request": one.pk},
    )
    context = {
        "form": form,
        "one": one,
        "kinds": [NAMES[key] for key in one.closeness.split(",")],
        "may_decide": not hasattr(one, "decision") and may_decide(actor, one, at=at),
        "minutes": closeness_rules().cosign_minutes,
    }
    return render(request, "conflicts/cosign.html", context, status=status)
