"""The queue of payers whom nobody knows, and a clerk's word on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.apps.receiving.forms import UnknownEmployerForm
from juminzei.apps.receiving.models import EmployerOutcome, UnknownEmployer
from juminzei.apps.receiving.selectors.employers import alike, unknown
from juminzei.apps.receiving.services.employer_register import EDIT
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.unknown_employers import decide_unknown
from juminzei.apps.receiving.tables import UnknownEmployerTable
from juminzei.apps.receiving.views.looks import note_list
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def unknown_employer_list(request: HttpRequest) -> HttpResponse:
    """Show the payers that wait for a clerk."""
    at = now()
    actor = acting(request, EDIT, at=at)
    context = listed(request, unknown(), UnknownEmployerTable, orders=("queued_at", "-queued_at"))
    note_list(actor, at, "unknown_employers", context)
    return render(request, "receiving/unknown_employers.html", context)


@require_http_methods(["GET", "POST"])
def unknown_employer(request: HttpRequest, unknown_employer_id: int) -> HttpResponse:
    """Show one payer beside those who are alike, and take a clerk's word."""
    at = now()
    actor = acting(request, EDIT, at=at)
    entry = UnknownEmployer.objects.filter(pk=unknown_employer_id).first()
    if entry is None:
        raise Http404
    form = UnknownEmployerForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            given = form.cleaned_data
            try:
                decide_unknown(
                    entry.pk,
                    outcome=EmployerOutcome(given["outcome"]),
                    employer_id=given["employer"],
                    actor=actor,
                    at=at,
                )
            except ReceivingRefusedError as refusal:
                form.add_error(None, str(refusal))
                status = CONFLICT
            else:
                messages.success(request, "判断を記録しました。")
                return redirect("unknown_employer_list")
    audit.record(
        action="receiving.employer.viewed",
        actor=actor,
        at=at,
        subject_kind="unknown_employer",
        subject_id=str(entry.pk),
    )
    decided = getattr(entry, "decision", None)
    context = {"entry": entry, "alike": alike(entry)[:20], "form": form, "decided": decided}
    return render(request, "receiving/unknown_employer.html", context, status=status)
