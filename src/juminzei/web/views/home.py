"""The home page: how far the year's work has come and what waits."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.apps.addressees.selectors.register_page import register_state
from juminzei.apps.assessment.selectors import home_page
from juminzei.base.wareki import tax_year_text
from juminzei.platform.clock import now
from juminzei.platform.policy.denials import alerts_on
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import functions_of
from juminzei.web.own_tasks import tasks

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.task import Task


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
        "tasks": _own_tasks(request, at),
        "on": at.date(),
    }
    return render(request, "web/home.html", context)


def _own_tasks(request: HttpRequest, at: datetime) -> list[Task]:
    """Return what waits for whoever looks."""
    member = copy(request.user)
    if not isinstance(member, StaffMember):
        return []
    return tasks(member, functions_of(member, on=at.date()), at)
