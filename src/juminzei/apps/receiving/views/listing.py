"""One page of a list of receiving, sorted as its address says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.seeing import refuse_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django_tables2 import Table

    from juminzei.platform.staff.models import StaffMember

PER_PAGE = 50


def listed(
    request: HttpRequest,
    rows: QuerySet[Any] | Sequence[Any],
    table: type[Table],
    *,
    orders: Sequence[str] = (),
) -> dict[str, Any]:
    """Return one page of ``rows`` as the table template wants it.

    Args:
        request: Says which page and which order.
        rows: Everything that the list holds; a sequence comes in its own order.
        table: Shows one page's rows.
        orders: Columns that can be sorted by; the first is how the list comes.
    """
    order = ""
    if orders:
        order = request.GET.get("sort", orders[0])
        if order.removeprefix("-") not in {name.removeprefix("-") for name in orders}:
            order = orders[0]
        if order != orders[0]:
            refuse_order(request, table, order.removeprefix("-"))
        rows = rows.order_by(order, "-pk")  # type: ignore[union-attr]  # orders are of queries
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return {"table": table(list(page.object_list)), "page": page, "order": order}


def note_list(
    actor: StaffMember, at: datetime, name: str, context: dict[str, Any], **details: object
) -> None:
    """Put on record that a list was looked at."""
    page = context["page"]
    shown = {"list": name, "page": page.number, "found": page.paginator.count, **details}
    audit.record(action="receiving.listed", actor=actor, at=at, details=shown)
