"""Paper at the contractor who punches it: lent, returned, held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from juminzei.apps.receiving.forms import PunchForm, PunchReturnForm
from juminzei.apps.receiving.selectors.punch_batches import late_batches, punch_batches
from juminzei.apps.receiving.services.punch_batches import (
    REGISTER,
    PunchEntry,
    lend_batch,
    return_batch,
)
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.tables import PunchTable
from juminzei.apps.receiving.views.looks import note_list
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def punch_list(request: HttpRequest) -> HttpResponse:
    """Show what is lent, and enter another batch."""
    at = now()
    actor = acting(request, REGISTER, at=at)
    form = PunchForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                made = lend_batch(PunchEntry(**form.cleaned_data), actor=actor, at=at)
            except ReceivingRefusedError as refusal:
                form.add_error(None, str(refusal))
                status = CONFLICT
            else:
                messages.success(request, f"貸出 {made.pk} を記録しました。")
                return redirect("punch_list")
    context = listed(
        request,
        punch_batches(),
        PunchTable,
        orders=("-lent_at", "lent_at", "id", "-id"),
        alike="-pk",
    )
    note_list(actor, at, "punch", context)
    more = {"form": form, "late": late_batches(at.date()).count()}
    return render(request, "receiving/punch_batches.html", {**context, **more}, status=status)


@require_http_methods(["GET", "POST"])
def punch_batch(request: HttpRequest, punch_batch_id: int) -> HttpResponse:
    """Show one batch, and enter what came back of it."""
    at = now()
    actor = acting(request, REGISTER, at=at)
    one = punch_batches().filter(pk=punch_batch_id).first()
    if one is None:
        raise Http404
    form = PunchReturnForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                made = return_batch(one.pk, **form.cleaned_data, actor=actor, at=at)
            except ReceivingRefusedError as refusal:
                form.add_error(None, str(refusal))
                status = CONFLICT
            else:
                if made.agrees:
                    messages.success(request, "件数が一致しました。返却を記録しました。")
                else:
                    messages.warning(request, "件数が一致しません。この貸出は保留です。")
                return redirect("punch_batch", one.pk)
    audit.record(
        action="receiving.listed",
        actor=actor,
        at=at,
        subject_kind="punch_batch",
        subject_id=str(one.pk),
    )
    returns = one.returns.select_related("returned_by").order_by("pk")
    context = {"one": one, "returns": returns, "form": form}
    return render(request, "receiving/punch_batch.html", context, status=status)
