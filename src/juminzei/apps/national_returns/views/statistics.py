"""How many returns came, of which kinds, on which days; and the same as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.assessment.api import newest_tax_year
from juminzei.apps.national_returns.forms.list_forms import YearForm
from juminzei.apps.national_returns.selectors.statistics import (
    by_day,
    by_form,
    by_income,
    by_source,
    remarked,
)
from juminzei.apps.national_returns.services.hand_out_statistics import (
    STATISTICS,
    hand_out_statistics,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.tables import DayTable
from juminzei.apps.national_returns.views.lists import CONFLICT, UNPROCESSABLE
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember

ORDERS = ("-day", "returns", "corrections", "remarked", "broken")


@require_GET
def national_statistics(request: HttpRequest) -> HttpResponse:
    """Show the counts of a year."""
    at = now()
    actor = acting(request, STATISTICS, at=at)
    form = YearForm(request.GET if "tax_year" in request.GET else _newest(at))
    return _page(request, form, actor, at, status=200 if form.is_valid() else UNPROCESSABLE)


@require_POST
def national_statistics_file(request: HttpRequest) -> HttpResponse:
    """Hand out one of the tables as CSV."""
    at = now()
    actor = acting(request, STATISTICS, at=at)
    form = YearForm(request.POST)
    if not form.is_valid():
        return _page(request, form, actor, at, status=UNPROCESSABLE)
    year, table = form.cleaned_data["tax_year"], request.POST.get("table", "")
    try:
        content = hand_out_statistics(tax_year=year, table=table, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, actor, at, status=CONFLICT)
    headers = {"Content-Disposition": f'attachment; filename="returns-{year}-{table}.csv"'}
    return HttpResponse(content, content_type="text/csv", headers=headers)


def _newest(at: datetime) -> dict[str, int]:
    return {"tax_year": newest_tax_year(at.date())}


def _page(
    request: HttpRequest, form: YearForm, actor: StaffMember, at: datetime, *, status: int
) -> HttpResponse:
    year = form.cleaned_data.get("tax_year") if form.is_bound and form.is_valid() else None
    year = year or newest_tax_year(at.date())
    audit.record(
        action="national_returns.statistics.viewed",
        actor=actor,
        at=at,
        details={"tax_year": year},
    )
    context = {
        "filter_form": form,
        "year": year,
        "tables": [
            ("form", "様式ごと", by_form(year)),
            ("income", "所得の種類ごと", by_income(year)),
            ("source", "区分・申告種別ごと", by_source(year)),
        ],
        "remarked": remarked(year).count(),
        **listed(request, by_day(year), DayTable, orders=ORDERS),
    }
    return render(request, "national_returns/statistics.html", context, status=status)
