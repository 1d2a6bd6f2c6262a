"""One page of a list, in the order that its address asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django_tables2 import Table

PER_PAGE = 50


def listed(
    request: HttpRequest,
    rows: QuerySet[Any],
    table: Callable[[list[Any]], Table],
    orders: Collection[str],
    first: str,
) -> dict[str, Any]:
    """Return one page of ``rows`` as the table template wants it.

    Args:
        request: Its address may say ``sort`` and ``page``.
        rows: What is listed.
        table: The list.
        orders: The columns by which it may be sorted.
        first: The order where nothing, or nothing known, is asked for.
    """
    asked = request.GET.get("sort", first)
    order = asked if asked.removeprefix("-") in orders else first
    page = Paginator(rows.order_by(order, "pk"), PER_PAGE).get_page(request.GET.get("page"))
    return {"table": table(list(page.object_list)), "page": page, "order": order}
