"""What stands between signing in and the pages: the second factor, a new password, the lock."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.contrib.auth import SESSION_KEY
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.passwords import expired
from juminzei.platform.staff.rules import rules
from juminzei.web import sessions
from juminzei.web.api.refusal import refused
from juminzei.web.kept_form import keep_form

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]
    Due = Callable[[HttpRequest, StaffMember, datetime], bool]

API = "/api/"


@dataclass(frozen=True, slots=True)
class Step:
    """A page that, with its parts, is the only one to open while something is due."""

    view: str
    due: Due
    parts: tuple[str, ...] = ()


def factor_due(request: HttpRequest, member: StaffMember, at: datetime) -> bool:
    """Return whether a second factor is asked for and was not shown in this session."""
    del member, at
    state = request.session.get(sessions.FACTOR)
    return state != sessions.PASSED and (state == sessions.DUE or rules().second_factor_needed)


def lock_due(request: HttpRequest, member: StaffMember, at: datetime) -> bool:
    """Return whether the session rests until the password is typed again."""
    del member
    return sessions.idle(request, at)


def password_due(request: HttpRequest, member: StaffMember, at: datetime) -> bool:
    """Return whether the password has to be changed first."""
    del request
    return expired(member, at)


def acknowledgement_due(request: HttpRequest, member: StaffMember, at: datetime) -> bool:
    """Return whether it was not confirmed this month that acts are recorded."""
    del request
    last = member.acknowledged_on
    this_month = last is not None and (last.year, last.month) == (at.year, at.month)
    return rules().acknowledgement_needed and not this_month


STEPS = (
    Step("factor", factor_due, ("factor_picture", "factor_key", "key_add")),
    Step("locked", lock_due),
    Step("password", password_due),
    Step("acknowledge", acknowledgement_due),
)
"""In the order in which they are taken."""

POLLED = "/progress/"
"""What a page asks for by itself does not show that anybody is there."""


def steps_taken(answer: Answer) -> Answer:
    """Let nobody past a step that is due: only its page opens, and the way out."""

    def stepped(request: HttpRequest) -> HttpResponse:
        at = now()
        if not isinstance(request.user, StaffMember):
            if request.session.get(SESSION_KEY):  # their service ended: so does the session
                request.session.flush()
            return answer(request)
        member = copy(request.user)
        if not sessions.counts(request, member, at):
            request.session.flush()
            return _turned_away(request, reverse("sign_in"))
        step = next((one for one in STEPS if one.due(request, member, at)), None)
        if step is None:
            if not request.path.endswith(POLLED):
                sessions.note_request(request, at)
            return answer(request)
        return _at_step(request, member, step, answer, at)

    return stepped


def _at_step(
    request: HttpRequest, member: StaffMember, step: Step, answer: Answer, at: datetime
) -> HttpResponse:
    if step.view == "locked":
        sessions.lock(request, member, at)
    page = reverse(step.view)
    open_pages = {
        page,
        reverse("sign_out"),
        *(reverse(part) for part in step.parts),
    }
    if request.path in open_pages:
        return answer(request)
    if step.view == "locked" and request.method == "POST" and not request.path.startswith(API):
        typed_on = urlsplit(request.headers.get("Referer", "")).path or "/"
        keep_form(request, page=typed_on, address=request.path, fields=request.POST)
    following = request.get_full_path() if request.method == "GET" else ""
    return _turned_away(request, page, following)


def _turned_away(request: HttpRequest, page: str, following: str = "") -> HttpResponse:
    """Lead to ``page``; other systems, and parts of a page, are told instead of led."""
    if request.path.startswith(API) and request.path != reverse("api"):
        return refused(401, "the session needs attention", "open a page and sign in").response()
    address = page + ("?" + urlencode({"next": following}) if following else "")
    response = redirect(address)
    if request.headers.get("HX-Request"):
        response.status_code = 200
        response["HX-Redirect"] = page
        del response["Location"]
    return response
