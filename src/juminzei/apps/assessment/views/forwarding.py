"""The list of documents that go on to other municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.apps.addressees.api import read_settled
from juminzei.apps.assessment.forms import ForwardingForm
from juminzei.apps.assessment.selectors.forwarding import forwarded_documents
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.apps.assessment.tables import ForwardingTable
from juminzei.base.wareki import tax_year_text
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ORDERS = ("municipality", "document_id", "kind", "payer_name")


@require_GET
def forwarding(request: HttpRequest) -> HttpResponse:
    """Show the year's documents to forward, by municipality."""
    at = now()
    actor = acting(request, "documents.view", at=at)
    year = newest_tax_year(at)
    form = ForwardingForm(request.GET, auto_id="%s")
    documents = read_settled(
        at.date(),
        lambda withheld: form.narrowed(forwarded_documents(year, withheld=withheld)),
    )
    context = listed(request, documents, ForwardingTable, orders=ORDERS)
    audit.record(
        action="assessment.forwarding_list.viewed",
        actor=actor,
        at=at,
        details={"tax_year": year, "page": context["page"].number, "found": len(documents)},
    )
    return render(
        request,
        "assessment/forwarding.html",
        {**context, "filter": {"form": form}, "year": tax_year_text(year)},
    )
