"""What holds for every page: numbered requests, answered refusals."""

from __future__ import annotations

import secrets
from copy import copy
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render

from juminzei.platform.audit.services import AuditStalledError
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import TooManyPersonsError, told_of
from juminzei.platform.policy.closeness import ClosePersonError
from juminzei.platform.policy.denials import denied
from juminzei.platform.policy.reach import within_reach
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError, functions_of
from juminzei.web.close_people import ask_first

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]


def request_numbered(answer: Answer) -> Answer:
    """Give each request a number that an error page can show and a log line can name."""

    def numbered(request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(6)
        request.META["JUMINZEI_REQUEST"] = number
        response = answer(request)
        response["X-Request-ID"] = number
        return response

    return numbered


class RefusalsAnswered:
    """Answers a refused act with a page that says why; what was denied is recorded."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a denial and a stalled audit; leave the rest alone.

        Whoever may not even know of the thing that an address names is told that it is not
        there, in the very words for things that are not. Asking for those is recorded too.
        """
        told = _stopped(request, error)
        if told is not None:
            return told
        named = request.resolver_match.kwargs if request.resolver_match else {}
        missing = isinstance(error, Http404) and bool(named)
        if not isinstance(error, NotPermittedError) and not missing:
            return None
        held: Collection[str] = ()
        if isinstance(request.user, StaffMember):
            at, member = now(), copy(request.user)
            held = functions_of(member, on=at.date())
            try:
                _denied(request, error, member, at)
            except AuditStalledError as stalled:
                return self.process_exception(request, stalled)
        if missing or not within_reach(named, held):
            return render(request, "web/errors/404.html", status=404)
        return render(request, "web/denied.html", {"problem": str(error)}, status=403)


def _throttled(request: HttpRequest, error: TooManyPersonsError) -> HttpResponse:
    """Say how long to wait; record it and have somebody told."""
    match = request.resolver_match
    told_of(error, at=now(), way=match.view_name[:40] if match else "")
    title = "閲覧を止めました"
    told = {"title": title, "remedy": f"{error}閲覧を止めたことは記録され、責任者に知らせました。"}
    response = render(request, "web/errors/refused.html", told, status=429)
    response["Retry-After"] = str(error.wait_seconds)
    return response


def _stopped(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Answer what stops an act that the member may do: for now, or until somebody agrees."""
    if isinstance(error, AuditStalledError):
        return render(request, "web/stalled.html", {"problem": str(error)}, status=503)
    if isinstance(error, TooManyPersonsError):
        return _throttled(request, error)
    return ask_first(request, error) if isinstance(error, ClosePersonError) else None


def _denied(request: HttpRequest, error: Exception, member: StaffMember, at: datetime) -> None:
    """Record that ``member`` was not let in, and which thing they asked for."""
    match = request.resolver_match
    denied(
        actor=member,
        at=at,
        subject_kind="page",
        subject_id=match.view_name[:40] if match else "",
        function=getattr(error, "function", ""),
        details={key: str(value) for key, value in (match.kwargs if match else {}).items()},
    )
