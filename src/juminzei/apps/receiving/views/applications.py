"""Notifications of employers (届出): the worklist, one of them, a clerk's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.apps.addressees.api import basic_information
from juminzei.apps.receiving.application_tables import ApplicationTable
from juminzei.apps.receiving.forms import ApplicationDecisionForm, ApplicationFilterForm
from juminzei.apps.receiving.models import ApplicationOutcome, EmployerApplication
from juminzei.apps.receiving.selectors.applications import (
    employer_of_application,
    person_candidates,
)
from juminzei.apps.receiving.services.decide_application import IMPORT, decide_application
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.views.looks import note_list
from juminzei.formats.layout import load
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def employer_application_list(request: HttpRequest) -> HttpResponse:
    """Show the notifications that wait, or others."""
    at = now()
    actor = acting(request, IMPORT, at=at)
    form = ApplicationFilterForm({"state": "open", **request.GET.dict()})
    rows = EmployerApplication.objects.select_related("decision")
    if form.is_valid():
        wanted = form.cleaned_data
        if wanted["state"] in ApplicationOutcome.values:
            rows = rows.filter(decision__outcome=wanted["state"])
        elif wanted["state"] != "all":
            rows = rows.filter(decision=None)
        if wanted["application"]:
            rows = rows.filter(application=wanted["application"])
        if wanted["number"]:
            rows = rows.filter(collector_number=wanted["number"])
    orders = ("filed_on", "-filed_on", "id", "-id")
    context = listed(request, rows, ApplicationTable, orders=orders)
    note_list(actor, at, "applications", context)
    return render(request, "receiving/applications.html", {**context, "form": form})


@require_http_methods(["GET", "POST"])
def employer_application(request: HttpRequest, application_id: int) -> HttpResponse:
    """Show one notification beside whom it may be about, and take a clerk's word."""
    at = now()
    actor = acting(request, IMPORT, at=at)
    entries = EmployerApplication.objects.select_related("decision__decided_by", "received_file")
    entry = entries.filter(pk=application_id).first()
    if entry is None:
        raise Http404
    employer, people = employer_of_application(entry), person_candidates(entry)
    guessed = {
        "employer": employer.pk if employer else None,
        "addressee": people[0] if len(people) == 1 else None,
    }
    form = ApplicationDecisionForm(request.POST or None, initial=guessed)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            given = form.cleaned_data
            try:
                decide_application(
                    entry.pk,
                    outcome=ApplicationOutcome(given["outcome"]),
                    employer_id=given["employer"],
                    addressee=given["addressee"],
                    reason=given["reason"],
                    actor=actor,
                    at=at,
                )
            except ReceivingRefusedError as refusal:
                form.add_error(None, str(refusal))
                status = CONFLICT
            else:
                messages.success(request, "判断を記録しました。")
                return redirect("employer_application_list")
    _note_view(entry, people, actor, at)
    context = {
        "entry": entry,
        "stated": _stated(entry),
        "employer": employer,
        "people": [one for number in people for one in basic_information(number, number)],
        "decided": getattr(entry, "decision", None),
        "form": form,
    }
    return render(request, "receiving/application.html", context, status=status)


@transaction.atomic
def _note_view(
    entry: EmployerApplication, people: list[int], actor: StaffMember, at: datetime
) -> None:
    for number in people:
        count_person(actor, number, at=at)
    audit.record(
        action="receiving.application.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee" if people else "employer_application",
        subject_id=f"{people[0]:010d}" if people else str(entry.pk),
        details={"application": entry.pk, "addressees": people},
    )


def _stated(entry: EmployerApplication) -> list[tuple[str, object]]:
    """Return what the notification says besides, by the names of its columns."""
    columns = load("employer_application", "1").columns
    return [
        (column.name, entry.stated[column.field])
        for column in columns
        if column.field in entry.stated
    ]
