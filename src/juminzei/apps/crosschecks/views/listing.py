"""One page of a list, and the year that the pages are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from juminzei.apps.crosschecks.selectors.cases import newest_year
from juminzei.platform.staff.seeing import refuse_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django_tables2 import Table

PER_PAGE = 50


def year_of(at: datetime) -> int:
    """Return the tax year that is being worked on."""
    return newest_year() or at.year


def listed(
    request: HttpRequest, rows: QuerySet[Any], table: type[Table], *, orders: Sequence[str]
) -> dict[str, Any]:
    """Return one page of ``rows`` as the table template wants it; the first order is the usual."""
    order = request.GET.get("sort", orders[0])
    if order.removeprefix("-") not in {name.removeprefix("-") for name in orders}:
        order = orders[0]
    if order != orders[0]:
        refuse_order(request, table, order.removeprefix("-"))
    page = Paginator(rows.order_by(order, "pk"), PER_PAGE).get_page(request.GET.get("page"))
    return {"table": table(list(page.object_list)), "page": page, "order": order}
