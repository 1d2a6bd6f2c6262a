"""課税保留: whose tax waits, why, holding and releasing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import cluster, identity
from juminzei.apps.assessment.forms import HoldForm
from juminzei.apps.assessment.models import HoldAct
from juminzei.apps.assessment.selectors.holds import acts_of, hold_of, newest_acts
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.apps.assessment.services.hold_assessment import (
    HOLD,
    HoldRefusedError,
    hold_assessment,
    release_assessment,
)
from juminzei.apps.assessment.tables_of_corrections import HoldTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ORDERS = ("-decided_at", "addressee_id")
STATES = {HoldAct.HELD.value: "保留中", HoldAct.RELEASED.value: "解除済", "": "すべて"}
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def hold_list(request: HttpRequest) -> HttpResponse:
    """Show who is held, and who was."""
    return _list(request, HoldForm(auto_id="%s"))


@require_POST
def hold_place(request: HttpRequest) -> HttpResponse:
    """Hold somebody's tax."""
    at = now()
    actor = acting(request, HOLD, at=at)
    form = HoldForm(request.POST, auto_id="%s")
    if not form.is_valid():
        return _list(request, form, status=UNPROCESSABLE)
    year = newest_tax_year(at)
    try:
        hold_assessment(**form.cleaned_data, tax_year=year, actor=actor, at=at)
    except HoldRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _list(request, form, status=CONFLICT)
    messages.success(request, "課税を保留しました。解くまで、確定と通知から除きます。")
    return redirect("hold_list")


@require_GET
def hold(request: HttpRequest, number: int) -> HttpResponse:
    """Show how a person came to be held."""
    return _person(request, number)


@require_POST
def hold_release(request: HttpRequest, number: int) -> HttpResponse:
    """Release somebody's tax."""
    at = now()
    actor = acting(request, HOLD, at=at)
    try:
        release_assessment(
            number=number,
            tax_year=newest_tax_year(at),
            reason=request.POST.get("reason", "")[:200],
            actor=actor,
            at=at,
        )
    except HoldRefusedError as refusal:
        return _person(request, number, problem=str(refusal), status=CONFLICT)
    messages.success(request, "課税の保留を解きました。")
    return redirect("hold_list")


def _list(request: HttpRequest, form: HoldForm, *, status: int = 200) -> HttpResponse:
    at = now()
    actor = acting(request, HOLD, at=at)
    year = newest_tax_year(at)
    state = request.GET.get("state", HoldAct.HELD.value)
    rows = newest_acts(year).filter(act=state) if state in HoldAct else newest_acts(year)
    context = listed(request, rows, HoldTable, orders=ORDERS)
    audit.record(
        action="assessment.holds.viewed",
        actor=actor,
        at=at,
        details={"tax_year": year, "page": context["page"].number},
    )
    more = {"form": form, "year": year, "state": state, "states": STATES.items()}
    return render(request, "assessment/holds.html", {**context, **more}, status=status)


def _person(
    request: HttpRequest, number: int, *, problem: str = "", status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, HOLD, at=at)
    who = identity(number, on=at.date())
    if who is None:
        raise Http404
    count_person(actor, number, at=at)
    year = newest_tax_year(at)
    audit.record(
        action="assessment.hold.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{number:010d}",
        details={"tax_year": year},
    )
    numbers = cluster(number)
    context = {
        "who": who,
        "year": year,
        "held": hold_of(numbers, year),
        "acts": acts_of(numbers, year),
        "problem": problem,
    }
    return render(request, "assessment/hold.html", context, status=status)
