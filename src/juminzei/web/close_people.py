"""Pages about people whom the member is close to (利害関係): flagged, or co-signed first."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render

from juminzei.platform.audit.services import AuditStalledError
from juminzei.platform.clock import now
from juminzei.platform.policy.circumstances import Circumstances
from juminzei.platform.policy.closeness import ClosePersonError, close_among, opened
from juminzei.platform.policy.entries import ways_in
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import functions_of
from juminzei.web.about_people import about

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from django.http import HttpRequest


class ClosePeople:
    """Asks before every page about somebody whether the member is close to them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        _args: tuple[object, ...],
        named: Mapping[str, object],
    ) -> HttpResponse | None:
        """Go on to the page, or to the one that asks for a co-sign.

        Who may not open the page anyway is left to the page, which says so.
        """
        page = request.resolver_match.view_name if request.resolver_match else ""
        way = ways_in("pages").get(page)
        if way is None or not way.functions or not isinstance(request.user, StaffMember):
            return None
        numbers = about(request, page, named)
        at, member = now(), copy(request.user)
        member.circumstances = Circumstances(getattr(request, "terminal_class", ""), at)
        if not close_among(member, numbers, at=at) or not _held(member, way.functions, at):
            return None
        try:
            opened(member, numbers, where=page, at=at)
        except ClosePersonError as refusal:
            return ask_first(request, refusal)
        except AuditStalledError as error:
            return render(request, "web/stalled.html", {"problem": str(error)}, status=503)
        return None


def _held(member: StaffMember, functions: Collection[str], at: datetime) -> bool:
    return not functions_of(member, on=at.date()).isdisjoint(functions)


def ask_first(request: HttpRequest, refusal: ClosePersonError) -> HttpResponse:
    """Lead to the page that asks for a co-sign; a part of a page takes the whole page there."""
    leads = redirect("cosign_ask", refusal.number)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": leads["Location"]})
    return leads
