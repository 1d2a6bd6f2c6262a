"""Returns listed and looked for; deliveries, what is missing, and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.addressees.api import NUMBER_REFUSALS, NumberPurpose, NumberSearchForm
from juminzei.apps.assessment.api import newest_tax_year
from juminzei.apps.national_returns.forms.list_forms import (
    ExpectationForm,
    ReturnFilterForm,
    ReturnSearchForm,
)
from juminzei.apps.national_returns.models import ExpectedDelivery, ReturnDelivery
from juminzei.apps.national_returns.selectors.calendar import expected_on
from juminzei.apps.national_returns.selectors.return_lists import (
    counts_by_state,
    found_returns,
    returns,
)
from juminzei.apps.national_returns.services.expect_deliveries import MANAGE, expect_deliveries
from juminzei.apps.national_returns.services.find_by_number import returns_by_number
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.tables import DeliveryTable, ReturnTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import PER_PAGE, listed
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

VIEW = "returns.view"
ORDERS = ("id", "tax_year", "received_on", "kind", "state")
DELIVERY_ORDERS = ("id", "source", "delivered_on", "count", "state", "received_at")
UNPROCESSABLE, CONFLICT = 422, 409
MOST_ENTRIES = 50


@require_GET
def national_returns(request: HttpRequest) -> HttpResponse:
    """Show returns by state, kind and day, and the form to look for somebody's."""
    at = now()
    actor = acting(request, VIEW, at=at)
    year = newest_tax_year(at.date())
    form = ReturnFilterForm(request.GET or {"tax_year": year})
    told = form.cleaned_data if form.is_valid() else {"tax_year": year}
    context = listed(request, returns(told), ReturnTable, orders=("-received_on", *ORDERS))
    _record("national_returns.list.viewed", actor, at, found=context["page"].paginator.count)
    context |= {
        "filter_form": form,
        "search_form": ReturnSearchForm(auto_id="search_%s"),
        "year": year,
        "counts": counts_by_state(year),
        "expected": expected_on(at.date()),
    }
    return render(request, "national_returns/returns.html", context)


@require_http_methods(["GET", "POST"])
def national_search(request: HttpRequest) -> HttpResponse:
    """Look for somebody's returns; the words are posted and stand in no address."""
    at = now()
    actor = acting(request, VIEW, at=at)
    form = ReturnSearchForm(request.POST or None, auto_id="search_%s")
    context: dict[str, object] = {
        "search_form": form,
        "number_form": NumberSearchForm(auto_id="number_%s"),
    }
    status = 200
    if request.method == "POST" and form.is_valid():
        rows = found_returns(form.cleaned_data, on=at.date()).order_by("-received_on", "pk")
        page = Paginator(rows, PER_PAGE).get_page(form.cleaned_data.get("page"))
        asked = sorted(name for name, value in form.cleaned_data.items() if value)
        _record("national_returns.searched", actor, at, by=asked, found=page.paginator.count)
        context |= {"page": page, "table": ReturnTable(list(page.object_list), orderable=False)}
    elif request.method == "POST":
        status = UNPROCESSABLE
    return render(request, "national_returns/search.html", context, status=status)


@require_POST
def national_number_search(request: HttpRequest) -> HttpResponse:
    """Look for somebody's returns by Individual Number; it is posted and never shown again."""
    at = now()
    actor = acting(request, VIEW, at=at)
    require(actor, "individual_number.search", on=at.date())
    form = NumberSearchForm(request.POST, auto_id="number_%s")
    context: dict[str, object] = {"search_form": ReturnSearchForm(auto_id="search_%s")}
    context["number_form"] = form
    status = UNPROCESSABLE
    if form.is_valid():
        purpose = NumberPurpose(form.cleaned_data["purpose"])
        try:
            rows = returns_by_number(
                form.cleaned_data["number"], purpose=purpose, actor=actor, at=at
            )
        except NUMBER_REFUSALS as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
        else:
            context |= {"table": ReturnTable(list(rows), orderable=False), "all": rows.count()}
            status = 200
    return render(request, "national_returns/search.html", context, status=status)


@require_GET
def national_deliveries(request: HttpRequest) -> HttpResponse:
    """Show what was delivered, what is missing, and the calendar."""
    at = now()
    actor = acting(request, VIEW, at=at)
    return _deliveries(request, actor, at, ExpectationForm())


@require_POST
def national_calendar(request: HttpRequest) -> HttpResponse:
    """Say how often deliveries come."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    form = ExpectationForm(request.POST)
    if not form.is_valid():
        return _deliveries(request, actor, at, form, status=UNPROCESSABLE)
    try:
        expect_deliveries(**form.cleaned_data, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _deliveries(request, actor, at, form, status=CONFLICT)
    messages.success(request, "配信の予定を登録しました。")
    return redirect("national_deliveries")


def _deliveries(
    request: HttpRequest,
    actor: StaffMember,
    at: datetime,
    form: ExpectationForm,
    *,
    status: int = 200,
) -> HttpResponse:
    rows = ReturnDelivery.objects.all()
    context = listed(request, rows, DeliveryTable, orders=("-received_at", *DELIVERY_ORDERS))
    _record("national_returns.deliveries.viewed", actor, at, found=context["page"].paginator.count)
    year = newest_tax_year(at.date())
    entries = ExpectedDelivery.objects.select_related("entered_by").order_by("-pk")
    context |= {
        "form": form,
        "expected": expected_on(at.date()),
        "entries": entries[:MOST_ENTRIES],
        "year": year,
        "counts": counts_by_state(year),
    }
    return render(request, "national_returns/deliveries.html", context, status=status)


def _record(action: str, actor: StaffMember, at: datetime, **details: object) -> None:
    audit.record(action=action, actor=actor, at=at, details=details)
