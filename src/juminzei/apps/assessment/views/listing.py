"""Paging and sorting of the simple lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from juminzei.apps.assessment.selectors.list_pages import sorted_by

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
    order = request.GET.get("sort", orders[0])
    if order.removeprefix("-") not in {name.removeprefix("-") for name in orders}:
        order = orders[0]
    allowed = [name.removeprefix("-") for name in orders]
    pages = Paginator(sorted_by(rows, order, allowed), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return {"table": table(list(page.object_list)), "page": page, "order": order}
