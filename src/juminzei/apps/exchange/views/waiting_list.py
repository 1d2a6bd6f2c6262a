"""The documents of a year that belong to other municipalities, one by one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from juminzei.apps.addressees.api import read_settled
from juminzei.apps.assessment.api import forwarded_documents
from juminzei.apps.exchange.selectors.waiting_documents import consigned
from juminzei.apps.exchange.views.forwarding import VIEW, asked_year
from juminzei.apps.exchange.views.looks import note_list
from juminzei.apps.exchange.waiting_forms import ForwardingForm
from juminzei.apps.exchange.waiting_tables import ForwardingTable
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ORDERS = ("municipality", "document_id", "kind", "payer_name")


@require_GET
def forwarding(request: HttpRequest) -> HttpResponse:
    """Show the year's documents to forward, by municipality, and which consignment has them."""
    at = now()
    actor = acting(request, VIEW, at=at)
    year = asked_year(request, at)
    form = ForwardingForm(request.GET, auto_id="%s")
    documents = read_settled(
        at.date(),
        lambda withheld: form.narrowed(forwarded_documents(year, withheld=withheld)),
    )
    table = partial(ForwardingTable, consigned=consigned(year))
    context = listed(request, documents, table, orders=ORDERS)
    note_list(actor, at, "waiting", context, tax_year=year)
    return render(request, "exchange/waiting.html", {**context, "form": form, "year": year})


@require_GET
def old_forwarding(request: HttpRequest) -> HttpResponse:
    """Lead from where the list used to be to where it is."""
    acting(request, VIEW, at=now())
    query = request.GET.urlencode()
    return redirect(f"{reverse('forwarding')}?{query}" if query else reverse("forwarding"))
