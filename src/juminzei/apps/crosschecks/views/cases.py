"""The worklist: cases, narrowed and sorted, of one person, and several worked on at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import cluster, person_keys
from juminzei.apps.assessment.api import newest_tax_year
from juminzei.apps.crosschecks.forms import CasesForm, FindForm, WorkForm
from juminzei.apps.crosschecks.models import WORKED_ON, Case
from juminzei.apps.crosschecks.selectors.cases import cases, ids_of_kind, unanswered
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.apps.crosschecks.services.work_on_cases import WORK, work_on_cases
from juminzei.apps.crosschecks.tables import CaseTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

VIEW = "crosschecks.view"
UNPROCESSABLE = 422
ORDERS = ("pk", "check_id", "addressee_id", "state", "found_at")
LARGEST = 2**63 - 1


@require_GET
def crosscheck_cases(request: HttpRequest) -> HttpResponse:
    """Show the year's cases."""
    return _page(request, WorkForm(auto_id="work_%s"), FindForm())


@require_POST
def crosscheck_find(request: HttpRequest) -> HttpResponse:
    """Open somebody's cases by addressee number."""
    acting(request, VIEW, at=now())
    form = FindForm(request.POST)
    if not form.is_valid():
        return _page(request, WorkForm(auto_id="work_%s"), form, status=UNPROCESSABLE)
    return redirect("crosscheck_person", form.cleaned_data["number"])


@require_GET
def crosscheck_person(request: HttpRequest, number: int) -> HttpResponse:
    """Show everything that checks found of one person, in every year."""
    at = now()
    actor = acting(request, VIEW, at=at)
    numbers = cluster(number) if person_keys([number]) else []
    if not numbers:
        raise Http404
    rows = Case.objects.filter(Q(addressee__in=numbers) | Q(other__in=numbers))
    context = listed(request, rows, CaseTable, orders=ORDERS)
    with transaction.atomic():
        count_person(actor, number, at=at)
        audit.record(
            action="crosschecks.person.viewed",
            actor=actor,
            at=at,
            subject_kind="addressee",
            subject_id=f"{number:010d}",
            details={"found": context["page"].paginator.count},
        )
    return render(request, "crosschecks/person.html", {**context, "number": number})


@require_POST
def crosscheck_bulk(request: HttpRequest) -> HttpResponse:
    """Say the same of the chosen cases, and show what became of each."""
    at = now()
    actor = acting(request, WORK, at=at)
    form = WorkForm(request.POST, auto_id="work_%s")
    if not form.is_valid():
        return _page(request, form, FindForm(), status=UNPROCESSABLE)
    try:
        outcomes = work_on_cases(_chosen(request), **form.cleaned_data, actor=actor, at=at)
    except CrosschecksRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, FindForm(), status=UNPROCESSABLE)
    entered = sum(not why for _case, why in outcomes)
    context = {"outcomes": outcomes, "entered": entered}
    return render(request, "crosschecks/outcomes.html", context)


def _chosen(request: HttpRequest) -> list[int]:
    """Return the cases whose boxes are ticked."""
    keys = [text for text in request.POST.getlist("cases") if text.isascii() and text.isdigit()]
    return [key for key in map(int, keys) if key <= LARGEST]


def _page(
    request: HttpRequest, work: WorkForm, find: FindForm, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, VIEW, at=at)
    form = CasesForm({"state": "waiting", **request.GET.dict()})
    context = listed(request, _narrowed(form, at), CaseTable, orders=ORDERS)
    page = context["page"]
    audit.record(
        action="crosschecks.cases.viewed",
        actor=actor,
        at=at,
        details={"page": page.number, "found": page.paginator.count},
    )
    more = {
        "filter_form": form,
        "form": work,
        "find": find,
        "may_work": allowed(actor, WORK, on=at.date()),
        "year": newest_tax_year(at),
    }
    return render(request, "crosschecks/cases.html", {**context, **more}, status=status)


def _narrowed(form: CasesForm, at: datetime) -> QuerySet[Case]:
    rows = cases(newest_tax_year(at))
    if not form.is_valid():
        return rows.none()
    chosen = form.cleaned_data
    if chosen["check"]:
        rows = rows.filter(check_id=chosen["check"])
    if chosen["kind"] or chosen["severity"]:
        rows = rows.filter(check_id__in=ids_of_kind(chosen["kind"], chosen["severity"]))
    if chosen["state"] == "waiting":
        return rows.filter(state__in=WORKED_ON)
    if chosen["state"] == "unanswered":
        return rows.filter(pk__in=unanswered(at.date()))
    return rows.filter(state=chosen["state"]) if chosen["state"] else rows
