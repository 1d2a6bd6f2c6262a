"""One page of a list, in the order that its address asks for: the same in every application."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet

from juminzei.platform.staff.seeing import refuse_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.core.paginator import Page
    from django.http import HttpRequest
    from django_tables2 import Table

PER_PAGE = 50
"""Rows of one page."""


def listed(
    request: HttpRequest,
    rows: QuerySet[Any] | Sequence[Any],
    table: Callable[[list[Any]], Table],
    *,
    orders: Sequence[str] = (),
    alike: str = "pk",
) -> dict[str, Any]:
    """Return one page of ``rows`` as the table template wants it: ``table``, ``page``, ``order``.

    Args:
        request: Its address may say ``sort`` and ``page``.
        rows: Everything that the list holds, already narrowed.
        table: Makes the table of one page's rows: its class, or a partial of it.
        orders: What the list can be sorted by, either way; the first, with its sign, is how it
            comes. Without any it comes as it is.
        alike: The order of rows that are alike in it: as they were made, or ``-pk``.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: It is to be sorted by a column that
            is masked for whoever asks: the order would tell it.
    """
    order = order_of(request, table, orders) if orders else ""
    page = page_of(request, in_order(rows, order, alike) if order else rows)
    return {"table": table(list(page.object_list)), "page": page, "order": order}


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any]) -> Page[Any]:
    """Return the page that was asked for, the nearest if there is none such."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def order_of(request: HttpRequest, table: Callable[..., Table], orders: Sequence[str]) -> str:
    """Return by what a list is sorted: what was asked for if there is such an order.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: As :func:`listed`.
    """
    order = request.GET.get("sort", orders[0])
    known = {name.removeprefix("-") for name in orders}
    if order == orders[0] or order.removeprefix("-") not in known:
        return orders[0]
    shown: Any = getattr(table, "func", table)  # a partial's class, or the class itself
    refuse_order(request, shown, order.removeprefix("-"))
    return order


def in_order(
    rows: QuerySet[Any] | Sequence[Any], order: str, alike: str = "pk"
) -> QuerySet[Any] | Sequence[Any]:
    """Return rows sorted by ``order``, what is missing last; ``alike`` sorts rows of a query."""
    name, backwards = order.removeprefix("-"), order.startswith("-")
    if not isinstance(rows, QuerySet):
        return sorted(rows, key=attrgetter(name), reverse=backwards)
    key = F(name).desc(nulls_last=True) if backwards else F(name).asc(nulls_last=True)
    return rows.order_by(key, alike)
