"""Rows that wait for a clerk, and the clerk's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import basic_information
from juminzei.apps.departments.forms import DecideForm, WaitingForm
from juminzei.apps.departments.models import WaitingRow
from juminzei.apps.departments.services.decide_row import decide_row
from juminzei.apps.departments.services.refusal import DepartmentsRefusedError
from juminzei.apps.departments.tables import WaitingTable
from juminzei.formats import department_feed
from juminzei.formats.layout import load
from juminzei.formats.lines import cells_of
from juminzei.formats.register_file import VERSION
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

IMPORT = "departments.import"
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def department_waiting(request: HttpRequest) -> HttpResponse:
    """Show the rows that wait."""
    acting(request, IMPORT, at=now())
    form = WaitingForm({"state": "open", **request.GET.dict()})
    rows: QuerySet[WaitingRow] = WaitingRow.objects.select_related("decision")
    if form.is_valid():
        if form.cleaned_data["state"] != "all":
            rows = rows.filter(decision__isnull=form.cleaned_data["state"] != "decided")
        if form.cleaned_data["store"]:
            rows = rows.filter(store=form.cleaned_data["store"])
    context = listed(request, rows, WaitingTable, orders=("pk",))
    return render(request, "departments/waiting.html", {**context, "form": form})


@require_GET
def department_row(request: HttpRequest, waiting_id: int) -> HttpResponse:
    """Show one row beside the person whom its number names."""
    return _page(request, waiting_id, DecideForm())


@require_POST
def department_row_decide(request: HttpRequest, waiting_id: int) -> HttpResponse:
    """Enter a clerk's word and return to what waits."""
    at = now()
    actor = acting(request, IMPORT, at=at)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, waiting_id, form, status=UNPROCESSABLE)
    taken = form.cleaned_data["outcome"] == "take"
    reason = form.cleaned_data["reason"]
    try:
        decide_row(row_id=waiting_id, taken=taken, reason=reason, actor=actor, at=at)
    except DepartmentsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, waiting_id, form, status=CONFLICT)
    messages.success(request, "取り込みました。" if taken else "取り込まないことにしました。")
    return redirect("department_waiting")


def _page(
    request: HttpRequest, waiting_id: int, form: DecideForm, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, IMPORT, at=at)
    rows = WaitingRow.objects.select_related("file__received_file", "decision__decided_by")
    row = rows.filter(pk=waiting_id).first()
    if row is None:
        raise Http404
    audit.record(
        action="departments.row.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee" if row.addressee_id else "department_row",
        subject_id=f"{row.addressee_id:010d}" if row.addressee_id else str(row.pk),
        details={"row": row.pk},
    )
    number = row.addressee_id
    known = basic_information(number, number) if number else []
    context = {"row": row, "cells": _cells(row), "known": known, "form": form}
    return render(request, "departments/row.html", context, status=status)


def _cells(row: WaitingRow) -> list[tuple[str, str]]:
    """Return what the row says, item by item."""
    kind = row.file.received_file.kind
    if not row.text or kind not in department_feed.KINDS:
        return []
    names = [column.name for column in load(kind, VERSION).columns[1:]]
    return list(zip(names, cells_of(row.text)[1:], strict=False))
