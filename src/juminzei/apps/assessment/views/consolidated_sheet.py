"""合算表: how a person's documents became the columns that the tax is calculated from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from juminzei.apps.addressees.api import cluster, identity
from juminzei.apps.assessment.forms import SheetForm
from juminzei.apps.assessment.selectors import person_page
from juminzei.apps.assessment.selectors.holds import hold_of
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.apps.assessment.selectors.sheet_findings import findings_of_newest_run
from juminzei.apps.assessment.services.consolidated_sheet import consolidated_sheet
from juminzei.base.wareki import tax_year_text
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse


@require_GET
def sheets(request: HttpRequest) -> HttpResponse:
    """Ask whose sheet to open, and tell what the newest run found to look at."""
    at = now()
    acting(request, "person.view", at=at)
    asked = request.GET if "number" in request.GET else None
    form = SheetForm(asked, auto_id="%s", initial={"year": newest_tax_year(at)})
    if asked is not None and form.is_valid():
        number, year = form.cleaned_data["number"], form.cleaned_data["year"]
        if identity(number, on=at.date()) is not None:
            return redirect(f"{reverse('consolidated_sheet', args=[number])}?year={year}")
        form.add_error("number", "この宛名番号は登録されていません。番号を確かめてください。")
    context = {"form": form, "newest": findings_of_newest_run(newest_tax_year(at))}
    status = 422 if asked is not None else 200
    return render(request, "assessment/sheets.html", context, status=status)


@require_GET
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """Show one person's documents side by side; ``?year=`` is the tax year."""
    at = now()
    actor = acting(request, "person.view", at=at)
    who = identity(number, on=at.date())
    if who is None:
        raise Http404
    count_person(actor, number, at=at)
    numbers = cluster(number)
    years = person_page.tax_years(numbers)
    year = _year(request, years, at)
    audit.record(
        action="assessment.sheet.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{number:010d}",
        details={"tax_year": year},
    )
    context = {
        "who": who,
        "merged_into": numbers[0] if numbers[0] != number else None,
        "years": [(shown, tax_year_text(shown)) for shown in years],
        "year": year,
        "year_text": tax_year_text(year),
        "hold": hold_of(numbers, year),
        "sheet": consolidated_sheet(numbers, year),
    }
    return render(request, "assessment/sheet.html", context)


def _year(request: HttpRequest, years: list[int], at: datetime) -> int:
    asked = request.GET.get("year", "")
    if asked in map(str, years):
        return int(asked)
    return years[0] if years else at.year
