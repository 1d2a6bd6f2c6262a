"""Whom next year's form is sent to: the list, and its numbers for printing."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.return_desk.forms.queue_forms import TaxYearForm
from juminzei.apps.return_desk.selectors.recipients import left_out, recipients
from juminzei.apps.return_desk.services.venues import MANAGE
from juminzei.apps.return_desk.tables import RecipientTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest

ORDERS = ("addressee_id", "id", "finished_on")


@require_GET
def desk_recipients(request: HttpRequest) -> HttpResponse:
    """List whom next year's form is sent to, and how many are left out and why."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    form = TaxYearForm({"tax_year": at.year, **request.GET.dict()})
    year = form.cleaned_data["tax_year"] if form.is_valid() else at.year
    context = listed(request, recipients(year), RecipientTable, orders=ORDERS)
    audit.record(
        action="return_desk.returns.viewed",
        actor=actor,
        at=at,
        details={"found": context["page"].paginator.count, "page": context["page"].number},
    )
    context |= {"filter_form": form, "year": year, "left_out": left_out(year)}
    return render(request, "return_desk/recipients.html", context)


@require_POST
def desk_recipients_file(request: HttpRequest) -> HttpResponse:
    """Write the addressee numbers for the printing of labels: neither names nor addresses."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    form = TaxYearForm(request.POST)
    year = form.cleaned_data["tax_year"] if form.is_valid() else at.year
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="recipients.csv"'
    writer = csv.writer(answer)
    writer.writerow(["送付年度", "宛名番号"])
    numbers = recipients(year).order_by("addressee_id").values_list("addressee_id", flat=True)
    rows = [[year + 1, f"{number:010d}"] for number in numbers]
    writer.writerows(rows)
    audit.record(
        action="return_desk.recipients.extracted",
        actor=actor,
        at=at,
        details={"tax_year": year, "found": len(rows)},
    )
    return answer
