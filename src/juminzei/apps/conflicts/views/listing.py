"""One page of a list that is narrowed by its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.apps.conflicts.forms import StateForm
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django_tables2 import Table


def narrowed(
    request: HttpRequest, rows: QuerySet[Any], table: Callable[[list[Any]], Table], moment: str
) -> dict[str, Any]:
    """Return one page of ``rows`` as the table template wants it, by ``moment``."""
    form = StateForm({"state": "open", **request.GET.dict()})
    shown = rows.none()
    if form.is_valid():
        state, staff = form.cleaned_data["state"], form.cleaned_data["staff"]
        shown = rows if state == "all" else rows.filter(decision__isnull=state != "decided")
        if staff:
            shown = shown.filter(staff_member__staff_number=staff)
    return {"form": form, **listed(request, shown, table, orders=(f"-{moment}",))}
