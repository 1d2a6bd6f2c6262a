"""Returns whose time is over: asked for, decided by another person, erased."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.national_returns.forms.list_forms import DisposalForm
from juminzei.apps.national_returns.models import Disposal
from juminzei.apps.national_returns.selectors.retention import over_by, over_by_year
from juminzei.apps.national_returns.services.dispose_returns import (
    ASK,
    DECIDE,
    ask_disposal,
    decide_disposal,
    dispose_some,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.tables import DisposalTable
from juminzei.apps.national_returns.views.lists import CONFLICT, UNPROCESSABLE
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

ORDERS = ("-id", "until", "count", "asked_at")


@require_GET
def national_disposal(request: HttpRequest) -> HttpResponse:
    """Show what is over its time, and the requests."""
    at = now()
    try:
        actor = acting(request, ASK, at=at)
    except NotPermittedError:
        actor = acting(request, DECIDE, at=at)
    return _page(request, actor, at, DisposalForm())


@require_POST
def national_disposal_ask(request: HttpRequest) -> HttpResponse:
    """Ask to erase what is over its time."""
    at = now()
    actor = acting(request, ASK, at=at)
    form = DisposalForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, at, form, status=UNPROCESSABLE)
    try:
        asked = ask_disposal(**form.cleaned_data, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, actor, at, form, status=CONFLICT)
    messages.success(request, f"{asked.count:,}件の消去を起案しました。別の職員が決定します。")
    return redirect("national_disposal")


@require_POST
def national_disposal_decide(request: HttpRequest, disposal_id: int) -> HttpResponse:
    """Agree or not."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    granted = request.POST.get("outcome") == "grant"
    try:
        decide_disposal(disposal_id=disposal_id, granted=granted, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        words = "承認しました。続けて消去してください。" if granted else "却下しました。"
        messages.success(request, words)
    return redirect("national_disposal")


@require_POST
def national_disposal_go(request: HttpRequest, disposal_id: int) -> HttpResponse:
    """Erase the next part of what was agreed to."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    try:
        left = dispose_some(disposal_id=disposal_id, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        words = f"消去しました。残り{left:,}件です。" if left else "すべて消去しました。"
        messages.success(request, words)
    return redirect("national_disposal")


def _page(
    request: HttpRequest,
    actor: StaffMember,
    at: datetime,
    form: DisposalForm,
    *,
    status: int = 200,
) -> HttpResponse:
    rows = Disposal.objects.select_related("asked_by", "decision__decided_by")
    context = listed(request, rows, DisposalTable, orders=ORDERS)
    audit.record(
        action="national_returns.disposal.viewed",
        actor=actor,
        at=at,
        details={"found": context["page"].paginator.count},
    )
    waiting = rows.filter(decision=None).first()
    agreed = [
        (one, left)
        for one in rows.filter(decision__granted=True).order_by("pk")
        if (left := over_by(one.until).count())
    ]
    context |= {
        "form": form,
        "over": over_by_year(at.date() - timedelta(days=1)),
        "waiting": waiting,
        "own": waiting is not None and same_person(actor, waiting.asked_by),
        "agreed": agreed,
    }
    return render(request, "national_returns/disposal.html", context, status=status)
