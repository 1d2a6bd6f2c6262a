"""Paging of the lists of merging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest

PER_PAGE = 50


def order_of(request: HttpRequest, orders: Sequence[str]) -> str:
    """Return by what the list is sorted: what was asked for if there is such an order."""
    asked = request.GET.get("sort", orders[0])
    known = {order.removeprefix("-") for order in orders}
    return asked if asked.removeprefix("-") in known else orders[0]


def paged(request: HttpRequest, rows: QuerySet[Any] | list[Any]) -> Any:  # noqa: ANN401 - Django's page of either
    """Return the page that was asked for, the nearest if there is none such."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
