"""Fields that somebody posts and no form has: they change nothing, and are on record."""

from __future__ import annotations

import logging
from copy import copy
from functools import cache
from typing import TYPE_CHECKING

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.policy.catalogue import catalogue
from juminzei.platform.staff.models import StaffMember
from juminzei.web.read_fields import ReadFields

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

OURS = frozenset({"csrfmiddlewaretoken"})
"""What the frame around each form posts."""

NAMED = frozenset({"role", "roles", "tenant", "is_superuser", "is_staff", "groups", "permissions"})
"""Names that are told in the record beside those of the tables' columns; others are counted."""

NOT_ANSWERED = frozenset({403, 404, 405})
"""The page was not for them, or takes no form: it has read nothing."""

LOG = logging.getLogger(__name__)


class ExtraFields:
    """Compares what was posted with what the page asked for; it stands nearest to the pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and record what was left over."""
        answer = self.get_response(request)
        posted = request.POST if request.method == "POST" else None
        if isinstance(posted, ReadFields) and answer.status_code not in NOT_ANSWERED:
            extra = posted.unread - OURS
            if extra and isinstance(request.user, StaffMember):
                _record(request, request.user, extra)
        return answer

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        _args: tuple[object, ...],
        _named: dict[str, object],
    ) -> None:
        """Have the page read its form through a list of what is read."""
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = ReadFields(request.POST)  # type: ignore[assignment]  # not to be changed either


def _record(request: HttpRequest, member: StaffMember, extra: set[str]) -> None:
    told = sorted(extra & _columns())
    match = request.resolver_match
    try:
        audit.record(
            action="web.extra_fields.posted",
            actor=copy(member),
            at=now(),
            subject_kind="page",
            subject_id=match.view_name[:40] if match else "",
            details={"fields": told, "others": len(extra) - len(told)},
        )
    except audit.AuditStalledError:  # the page has answered; the next act is refused
        LOG.exception("fields that no form has could not be recorded")


@cache
def _columns() -> frozenset[str]:
    """Return every name that a record may tell: what somebody made up stays out of it."""
    of_tables = (column.name for table in catalogue().values() for column in table.columns)
    return NAMED.union(of_tables)
