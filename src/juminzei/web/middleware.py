"""What holds for every page: numbered requests, answered refusals."""

from __future__ import annotations

import secrets
from copy import copy
from typing import TYPE_CHECKING

from django.shortcuts import render

from juminzei.platform.audit import services as audit
from juminzei.platform.audit.services import AuditStalledError
from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """Answers a refused act with a page that says why; a denied permission is recorded."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a denial into a recorded 403, a stalled audit into a 503; leave the rest alone."""
        if isinstance(error, AuditStalledError):
            return render(request, "web/stalled.html", {"problem": str(error)}, status=503)
        if not isinstance(error, NotPermittedError):
            return None
        if isinstance(request.user, StaffMember):
            match = request.resolver_match
            audit.record(
                action="permission.denied",
                actor=copy(request.user),
                at=now(),
                subject_kind="page",
                subject_id=match.view_name[:40] if match else "",
                details={key: str(value) for key, value in (match.kwargs if match else {}).items()},
            )
        return render(request, "web/denied.html", {"problem": str(error)}, status=403)
