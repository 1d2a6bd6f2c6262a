"""What holds for every page: numbered requests, nothing kept by browsers, recorded denials."""

from __future__ import annotations

import secrets
from copy import copy
from typing import TYPE_CHECKING

from django.shortcuts import render

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def request_numbered(answer: Answer) -> Answer:
    """Give each request a number that an error page can show and a log line can name."""

    def numbered(request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(6)
        request.META["JUMINZEI_REQUEST"] = number
        response = answer(request)
        response["X-Request-ID"] = number
        return response

    return numbered


def private(answer: Answer) -> Answer:
    """Forbid browsers, and what stands between, to keep a page."""

    def kept_private(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        return response

    return kept_private


class DenialsRecorded:
    """Answers a refused permission with a page that says why, and records the refusal."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn :class:`NotPermittedError` into a recorded 403; leave the rest alone."""
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
