"""The home page: how far the year's work has come and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.apps.addressees.selectors.register_page import register_state
from juminzei.apps.assessment.selectors import home_page
from juminzei.base.wareki import tax_year_text
from juminzei.platform.clock import now
from juminzei.platform.policy.denials import alerts_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the stages of the year's initial assessment in the order of work."""
    at = now()
    tax_year = home_page.newest_tax_year(at)
    run = home_page.newest_run(tax_year)
    context = {
        "year": tax_year_text(tax_year),
        "register": register_state(),
        "taxable": home_page.taxable_list(tax_year),
        "documents": home_page.documents_state(tax_year),
        "run": run,
        "notices": home_page.notices_state(run),
        "refused_often": alerts_on(at.date()),
    }
    return render(request, "web/home.html", context)
