"""Whose records are watched over, and entering or ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.oversight.forms import WatchForm
from juminzei.apps.oversight.models import WatchGround
from juminzei.apps.oversight.selectors.watched import watches
from juminzei.apps.oversight.services.watch_person import NotWatchedError, watch_person
from juminzei.apps.oversight.tables import WatchTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FUNCTION = "access.review"
ORDERS = ("number", "ground", "entered_at")


@require_GET
def watch_list(request: HttpRequest) -> HttpResponse:
    """Show who is watched over today."""
    return _page(request, WatchForm())


@require_POST
def watch_enter(request: HttpRequest) -> HttpResponse:
    """Watch over a person from now on, or leave off."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    form = WatchForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    watch, ground = given["watch"] == "watch", WatchGround(given["ground"])
    try:
        watch_person(given["number"], ground=ground, watch=watch, actor=actor, at=at)
    except NotWatchedError as error:
        form.add_error("number", str(error))
        return _page(request, form, status=409)
    messages.success(request, "注視を始めました。" if watch else "注視を終えました。")
    return redirect("watch_list")


def _page(request: HttpRequest, form: WatchForm, *, status: int = 200) -> HttpResponse:
    at = now()
    actor = acting(request, FUNCTION, at=at)
    shown = watches(at.date()).select_related("entered_by")
    context = listed(request, shown, WatchTable, orders=("-entered_at", *ORDERS))
    page = context["page"]
    audit.record(
        action="oversight.watched.viewed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    return render(request, "oversight/watched.html", {**context, "form": form}, status=status)
