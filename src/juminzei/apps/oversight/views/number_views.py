"""Who looked at how many Individual Numbers on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.apps.oversight.selectors.findings import names_of
from juminzei.apps.oversight.selectors.number_views import USUAL_A_DAY, number_view_days
from juminzei.apps.oversight.tables import NumberViewTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import order_of, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FUNCTION = "number_views.review"
ORDERS = ("on", "staff_number", "count")


@require_GET
def number_views(request: HttpRequest) -> HttpResponse:
    """Show the days on which numbers were looked at, the newest first."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    order = order_of(request, NumberViewTable, ("-on", *ORDERS))
    page = page_of(request, number_view_days(order))
    rows = list(page.object_list)
    audit.record(
        action="oversight.number_views.viewed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    table = NumberViewTable(rows, names=names_of(row["staff_number"] for row in rows))
    context = {"table": table, "page": page, "order": order, "usual": USUAL_A_DAY}
    return render(request, "oversight/number_views.html", context)
