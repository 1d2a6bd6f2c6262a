"""Who calls the interface: a system with a key, or somebody who has signed in."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from juminzei.platform.policy.denials import denied
from juminzei.platform.staff.api_keys import client_of
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError, require
from juminzei.web.api.refusal import refused

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

SCHEME = "Bearer "
LONGEST_KEY = 200


def caller(request: HttpRequest, function: str, *, at: datetime) -> StaffMember:
    """Return who calls and may carry out ``function``.

    A key counts alone: with one, nothing is asked of cookies. A session needs the token
    of our own pages, as every form does.

    Raises:
        Refusal: Nobody known calls (401), from elsewhere (403), or they may not (403).
    """
    given = request.headers.get("Authorization", "")
    member = _by_key(given, at) if given else _by_session(request)
    try:
        require(member, function, on=at.date())
    except NotPermittedError as error:
        denied(
            actor=member,
            at=at,
            subject_kind="api",
            subject_id=request.path[:40],
            function=function,
        )
        raise refused(403, str(error)) from None
    return member


def _by_key(given: str, at: datetime) -> StaffMember:
    key = given.removeprefix(SCHEME)
    fits = given.startswith(SCHEME) and len(key) <= LONGEST_KEY
    client = client_of(key, at=at) if fits else None
    if client is None:
        raise _unknown("the key is not valid", "ask the city for a key that is")
    return client


def _by_session(request: HttpRequest) -> StaffMember:
    if not isinstance(request.user, StaffMember):
        raise _unknown("nobody has signed in", "send the header Authorization: Bearer <key>")
    if request.method == "POST":
        check = CsrfViewMiddleware(_nothing)
        if check.process_view(request, _nothing, (), {}) is not None:
            raise refused(403, "X-CSRFToken is missing or wrong", "send the page's own token")
    return copy(request.user)  # what Django puts there is a stand-in; this is the member


def _nothing(_request: HttpRequest) -> HttpResponse:
    """Stand for a view that asks for the token, as every view does that says nothing else."""
    return HttpResponse()


def _unknown(problem: str, remedy: str) -> Exception:
    return refused(401, problem, remedy, WWW_Authenticate='Bearer realm="juminzei"')
