"""Files of returns: columns chosen, masked, or allowed by another person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.assessment.api import newest_tax_year
from juminzei.apps.national_returns.forms.export_forms import ColumnsForm, FormChoiceForm
from juminzei.apps.national_returns.models import ExportRequest
from juminzei.apps.national_returns.services.export_returns import (
    DECIDE,
    EXPORT,
    ask_export,
    decide_export,
    export_returns,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.views.lists import CONFLICT, UNPROCESSABLE
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.apps.national_returns.services.export_returns import ReturnsFile
    from juminzei.platform.staff.models import StaffMember

FIRST_FORM = "KOA020"
MOST_REQUESTS = 200


@require_GET
def national_export(request: HttpRequest) -> HttpResponse:
    """Show the columns of a form to choose from, and the requests."""
    at = now()
    actor = acting(request, EXPORT, at=at)
    return _page(request, actor, at)


@require_POST
def national_export_file(request: HttpRequest) -> HttpResponse:
    """Hand out a masked file, or ask for one that shows people."""
    at = now()
    actor = acting(request, EXPORT, at=at)
    chosen = FormChoiceForm(request.POST)
    if not chosen.is_valid():
        return _page(request, actor, at, status=UNPROCESSABLE)
    told = chosen.cleaned_data
    form = ColumnsForm(told["form"], request.POST)
    if not form.is_valid():
        return _page(request, actor, at, chosen=chosen, form=form, status=UNPROCESSABLE)
    wanted = {**told, "columns": form.cleaned_data["columns"]}
    try:
        if request.POST.get("act") == "ask":
            ask_export(**wanted, purpose=form.cleaned_data["purpose"], actor=actor, at=at)
            messages.success(request, "申請しました。別の職員が承認すると、出力できます。")
            return redirect("national_export")
        charset = form.cleaned_data["charset"]
        file = export_returns(**wanted, charset=charset, request_id=None, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, actor, at, chosen=chosen, form=form, status=CONFLICT)
    return _handed_out(file, f"returns-{told['tax_year']}-{told['form']}")


@require_POST
def national_export_granted(request: HttpRequest, export_id: int) -> HttpResponse:
    """Hand out a file that another person allowed."""
    at = now()
    actor = acting(request, EXPORT, at=at)
    asked = ExportRequest.objects.filter(pk=export_id, asked_by=actor).first()
    if asked is None:
        messages.error(request, "自分の申請ではありません。")
        return redirect("national_export")
    try:
        file = export_returns(
            tax_year=asked.tax_year,
            form=asked.form,
            columns=asked.columns,
            charset=request.POST.get("charset", "utf-8-sig"),
            request_id=asked.pk,
            actor=actor,
            at=at,
        )
    except ReturnsRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("national_export")
    return _handed_out(file, f"returns-{asked.tax_year}-{asked.form}-{asked.pk}")


@require_POST
def national_export_decide(request: HttpRequest, export_id: int) -> HttpResponse:
    """Allow or refuse a file."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    granted = request.POST.get("outcome") == "grant"
    try:
        decide_export(request_id=export_id, granted=granted, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "承認しました。" if granted else "却下しました。")
    return redirect("national_export_requests")


@require_GET
def national_export_requests(request: HttpRequest) -> HttpResponse:
    """Show the requests to who decides about them."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    rows = ExportRequest.objects.select_related("asked_by", "decision__decided_by").order_by("-pk")
    _viewed(actor, at)
    context = {"requests": rows[:MOST_REQUESTS], "me": actor.pk}
    return render(request, "national_returns/export_requests.html", context)


def _handed_out(file: ReturnsFile, name: str) -> HttpResponse:
    substituted = ", ".join(f"{point}x{n}" for point, n in sorted(file.substituted.items()))
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.csv"',
        "X-Juminzei-Rows": str(file.rows),
        "X-Juminzei-Substituted": substituted[:1000],
    }
    return HttpResponse(file.content, content_type="text/csv", headers=headers)


def _page(
    request: HttpRequest,
    actor: StaffMember,
    at: datetime,
    *,
    chosen: FormChoiceForm | None = None,
    form: ColumnsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    first = {"tax_year": newest_tax_year(at.date()), "form": FIRST_FORM}
    chosen = chosen or FormChoiceForm({**first, **request.GET.dict()})
    told = chosen.cleaned_data if chosen.is_valid() else first
    _viewed(actor, at)
    own = ExportRequest.objects.filter(asked_by=actor).select_related("decision")
    context = {
        "chosen": chosen,
        "told": told,
        "form": form or ColumnsForm(str(told["form"])),
        "own": own.order_by("-pk")[:MOST_REQUESTS],
    }
    return render(request, "national_returns/export.html", context, status=status)


def _viewed(actor: StaffMember, at: datetime) -> None:
    audit.record(action="national_returns.export.viewed", actor=actor, at=at, details={})
