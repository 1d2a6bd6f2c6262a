"""How often one address or one member may ask: answered 429, with how long to wait."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.rules import limit_rules
from juminzei.platform.limits.uses import TooManyUsesError, count_use
from juminzei.platform.policy.entries import ways_in
from juminzei.platform.staff.models import StaffMember
from juminzei.web.error_answers import error_answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]

SIGN_IN = {"sign_in", "activation", "terminal", "desk_visitor"}
"""Pages on which somebody says who they are, or types a code that another gave them."""
SEARCHING = {"person.search", "individual_number.search", "audit.view"}
"""Functions whose pages look through many people."""
NOBODY = StaffMember(staff_number="-", name="（サインインしていない利用者）")


@dataclass(frozen=True, slots=True)
class Share:
    """Whose share of what one request takes."""

    limit: str
    user: str
    most: int


class Limited:
    """Counts requests that try passwords, search, or call the interface."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Refuse what is one too many; the first of a minute is recorded."""
        share = share_of(request)
        if share is None:
            return None
        at = now()
        try:
            count_use(share.limit, share.user, share.most, at=at)
        except TooManyUsesError as error:
            if error.first:
                _record(request, share, at)
            response = error_answer(request, 429)
            response["Retry-After"] = str(error.wait_seconds)
            return response
        return None


def share_of(request: HttpRequest) -> Share | None:
    """Return whose share a request takes; none for most requests."""
    match, rules = request.resolver_match, limit_rules()
    name = match.view_name if match else ""
    address = request.META.get("REMOTE_ADDR", "")
    if name in SIGN_IN and request.method == "POST":
        return Share("sign_in", address, rules.sign_ins_per_minute)
    if name == "api_answer":
        return Share("api", address, rules.calls_per_minute)
    if name in searching_pages() and isinstance(request.user, StaffMember):
        return Share("search", request.user.staff_number, rules.searches_per_minute)
    return None


@cache
def searching_pages() -> frozenset[str]:
    """Return the pages that look through many people."""
    return frozenset(name for name, way in ways_in("pages").items() if SEARCHING & {*way.functions})


def _record(request: HttpRequest, share: Share, at: datetime) -> None:
    member = copy(request.user) if isinstance(request.user, StaffMember) else NOBODY
    audit.record(
        action="limits.exceeded",
        actor=member,
        at=at,
        subject_kind="limit",
        subject_id=share.limit,
        details={"most": share.most},
    )
