"""Employers (D6): searched, looked at with their history and 普A–F, registered, changed, merged."""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.assessment.api import report_counts
from juminzei.apps.receiving.forms import EmployerForm, EmployerSearchForm, MergeForm
from juminzei.apps.receiving.models import Employer
from juminzei.apps.receiving.rules import receiving_rules
from juminzei.apps.receiving.selectors.employers import unknown
from juminzei.apps.receiving.services.employer_register import (
    EDIT,
    EmployerEntry,
    change_employer,
    merge_employer,
    register_employer,
)
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.tables import EmployerTable
from juminzei.apps.receiving.views.looks import note_list
from juminzei.base.japanese_text import name_key
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

VIEW = "employers.view"
UNPROCESSABLE, CONFLICT = 422, 409
YEARS_SHOWN = 3
COLUMNS = [one.name for one in fields(EmployerEntry)]


@require_http_methods(["GET", "POST"])
def employer_list(request: HttpRequest) -> HttpResponse:
    """Show employers; a search is posted, so that no name stands in an address."""
    at = now()
    actor = acting(request, VIEW, at=at)
    form = EmployerSearchForm(request.POST if request.method == "POST" else None)
    rows = Employer.objects.all()
    if request.method == "POST":
        rows = _found(form) if form.is_valid() else rows.none()
    context = listed(
        request, rows, EmployerTable, orders=("id", "-id", "collector_number", "-collector_number")
    )
    note_list(actor, at, "employers", context, searched=request.method == "POST")
    more = {
        "form": form,
        "unknown": unknown().count(),
        "may_edit": allowed(actor, EDIT, on=at.date()),
    }
    return render(request, "receiving/employers.html", {**context, **more})


@require_http_methods(["GET", "POST"])
def employer_new(request: HttpRequest) -> HttpResponse:
    """Register an employer."""
    at = now()
    actor = acting(request, EDIT, at=at)
    form = EmployerForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                made = register_employer(EmployerEntry(**form.cleaned_data), actor=actor, at=at)
            except ReceivingRefusedError as refusal:
                form.add_error(None, str(refusal))
                status = CONFLICT
            else:
                messages.success(request, f"事業所番号 {made.pk} で登録しました。")
                return redirect("employer", made.pk)
    return render(request, "receiving/employer_new.html", {"form": form}, status=status)


@require_GET
def employer(request: HttpRequest, employer_id: int) -> HttpResponse:
    """Show one employer: what is known, its history, and how its reports are collected."""
    return _page(request, employer_id)


@require_POST
def employer_change(request: HttpRequest, employer_id: int) -> HttpResponse:
    """Enter what is different of an employer now."""
    at = now()
    actor = acting(request, EDIT, at=at)
    _existing(employer_id)
    form = EmployerForm(request.POST)
    seen = request.POST.get("seen", "")
    if not form.is_valid() or not seen.isdecimal():
        return _page(request, employer_id, form, status=UNPROCESSABLE)
    entry = EmployerEntry(**form.cleaned_data)
    try:
        change_employer(employer_id, entry, seen=int(seen), actor=actor, at=at)
    except ReceivingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, employer_id, form, status=CONFLICT)
    messages.success(request, "変更しました。前の内容は履歴に残ります。")
    return redirect("employer", employer_id)


@require_POST
def employer_merge(request: HttpRequest, employer_id: int) -> HttpResponse:
    """Say that an employer merged into another."""
    at = now()
    actor = acting(request, EDIT, at=at)
    _existing(employer_id)
    form = MergeForm(request.POST, auto_id="merge_%s")
    if not form.is_valid():
        return _page(request, employer_id, form, status=UNPROCESSABLE)
    try:
        merge_employer(employer_id, into=form.cleaned_data["into"], actor=actor, at=at)
    except ReceivingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, employer_id, form, status=CONFLICT)
    messages.success(request, "合併を記録しました。")
    return redirect("employer", employer_id)


def _found(form: EmployerSearchForm) -> QuerySet[Employer]:
    rows = Employer.objects.all()
    number = unicodedata.normalize("NFKC", form.cleaned_data["number"]).strip()
    if number:
        rows = rows.filter(Q(collector_number=number) | Q(corporate_number=number))
    if form.cleaned_data["name"]:
        rows = rows.filter(name_key__contains=name_key(form.cleaned_data["name"]))
    return rows


def _page(
    request: HttpRequest, employer_id: int, form: Form | None = None, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, VIEW, at=at)
    one = _existing(employer_id)
    audit.record(
        action="receiving.employer.viewed",
        actor=actor,
        at=at,
        subject_kind="employer",
        subject_id=str(one.pk),
    )
    may = allowed(actor, EDIT, on=at.date()) and one.merged_into_id is None
    known = EmployerForm({name: getattr(one, name) for name in COLUMNS})
    context = {
        "one": one,
        "versions": one.versions.select_related("recorded_by").order_by("-version"),
        "merged": one.merged.order_by("pk"),
        "years": _years(one, at.year),
        "threshold": receiving_rules().low_pay_threshold,
        "failed": form,
        "may_edit": may,
        "form": form if isinstance(form, EmployerForm) else known,
        "merge_form": form if isinstance(form, MergeForm) else MergeForm(auto_id="merge_%s"),
    }
    return render(request, "receiving/employer.html", context, status=status)


def _years(one: Employer, year: int) -> list[dict[str, Any]]:
    """Return the counts of the employer's reports of the last years."""
    if not one.collector_number:
        return []
    found = []
    for tax_year in range(year + 1, year + 1 - YEARS_SHOWN, -1):
        counts = report_counts(tax_year, [one.collector_number]).get(one.collector_number)
        if counts:
            ordinary = dict(counts.ordinary)
            reasons = [ordinary.get(reason, 0) for reason in "ABCDEF"]
            found.append({"tax_year": tax_year, "counts": counts, "reasons": reasons})
    return found


def _existing(employer_id: int) -> Employer:
    one = Employer.objects.select_related("merged_into").filter(pk=employer_id).first()
    if one is None:
        raise Http404
    return one
