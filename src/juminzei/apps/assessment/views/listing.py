"""Paging and sorting of the simple lists."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from juminzei.apps.assessment.selectors.list_pages import sorted_by
from juminzei.platform.staff.seeing import refuse_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django_tables2 import Table

PER_PAGE = 50


def listed(
    request: HttpRequest,
    rows: QuerySet[Any],
    table: Callable[..., Table],
    *,
    orders: Sequence[str],
) -> dict[str, Any]:
    """Return one page of ``rows`` as the table template wants it.

    Args:
        request: Says which page and which order.
        rows: Everything that the list holds, already filtered.
        table: Makes the table of one page's rows.
        orders: Columns that can be sorted by; the first is how the list comes.
    """
    order = _order(request, orders, table)
    allowed = [name.removeprefix("-") for name in orders]
    return _paged(request, sorted_by(rows, order, allowed), table, order)


def listed_in_memory(
    request: HttpRequest,
    rows: Sequence[Any],
    table: Callable[..., Table],
    *,
    orders: Sequence[str],
) -> dict[str, Any]:
    """Return one page of ``rows`` that no query can sort, as :func:`listed` does."""
    order = _order(request, orders, table)
    key = attrgetter(order.removeprefix("-"))
    return _paged(request, sorted(rows, key=key, reverse=order.startswith("-")), table, order)


def _order(request: HttpRequest, orders: Sequence[str], table: Callable[..., Table]) -> str:
    order = request.GET.get("sort", orders[0])
    known = order.removeprefix("-") in {name.removeprefix("-") for name in orders}
    if not known or order == orders[0]:
        return orders[0]
    listed: Any = getattr(table, "func", table)  # a partial's class, or the class itself
    refuse_order(request, listed, order.removeprefix("-"))
    return order


def _paged(
    request: HttpRequest,
    rows: QuerySet[Any] | list[Any],
    table: Callable[..., Table],
    order: str,
) -> dict[str, Any]:
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return {"table": table(list(page.object_list)), "page": page, "order": order}
