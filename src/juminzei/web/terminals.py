"""From which machine a request comes; where only registered ones may, others stop here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.rules import rules
from juminzei.platform.staff.terminals import terminal_with
from juminzei.web.client_certificate import FOUND

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]

COOKIE = f"{settings.COOKIE_PREFIX}terminal"
API = "/api/"
UNKNOWN = StaffMember(staff_number="-", name="（登録のない端末）")
"""Who asked from a machine that is not registered."""


def from_terminals(answer: Answer) -> Answer:
    """Name the machine on each request; refuse an unregistered one before anything is asked.

    Other systems are known by their key, not by a machine.
    """

    def placed(request: HttpRequest) -> HttpResponse:
        terminal = terminal_with(_key(request), request.META.get(FOUND, ""))
        if terminal:
            vars(request)["terminal_class"] = terminal.terminal_class
        if terminal and isinstance(request.user, StaffMember):
            request.user.terminal = terminal.name  # type: ignore[attr-defined]  # for the record
        if terminal or not rules().registered_terminals_only or _open(request):
            return answer(request)
        audit.record(action="staff.terminal.refused", actor=UNKNOWN, at=now())
        return render(request, "web/sign_in/terminal_refused.html", {"bare": True}, status=403)

    return placed


def _key(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")[:100]


def _open(request: HttpRequest) -> bool:
    by_key = request.path.startswith(API) and "Authorization" in request.headers
    return by_key or request.path == reverse("terminal")
