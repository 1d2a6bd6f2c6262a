"""Takes browsers' reports of what the content security policy has blocked."""

from __future__ import annotations

import json
from collections import deque
from copy import copy
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.web.settings import CONTENT_SECURITY_POLICY

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

KIND = "application/csp-report"
LARGEST = 16_384
MOST, SPAN = 20, timedelta(minutes=1)
"""So many are recorded in that time by each process; a flood tells no more than its start."""

NOBODY = StaffMember(staff_number="-", name="（サインインしていない利用者）")
_RECORDED: deque[datetime] = deque(maxlen=MOST)


@csrf_exempt  # a browser sends it by itself, and it changes nothing but the record
@login_not_required
@require_POST
def policy_report(request: HttpRequest) -> HttpResponse:
    """Record that a page tried what the policy forbids: which page and rule, and no words of it."""
    at = now()
    if request.content_type != KIND:
        return HttpResponse(status=415)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return HttpResponse(status=413)
    try:
        report = json.loads(request.body)["csp-report"]
        page, rule, blocked = _page(report), _rule(report), _blocked(report)
    except (ValueError, KeyError, TypeError, RecursionError):
        return HttpResponse(status=400)
    if _is_one_too_many(at):
        return HttpResponse(status=429)
    audit.record(
        action="web.policy.violated",
        actor=copy(request.user) if isinstance(request.user, StaffMember) else NOBODY,
        at=at,
        subject_kind="page",
        subject_id=page,
        details={"rule": rule, "blocked": blocked},
    )
    return HttpResponse(status=204)


def _page(report: dict[str, Any]) -> str:
    """Return the page's name; its address may name a person."""
    try:
        return str(resolve(urlsplit(report["document-uri"]).path).view_name)[:40]
    except Resolver404:
        return ""


def _rule(report: dict[str, Any]) -> str:
    """Return the rule if it is one of ours; nothing else that was sent is kept."""
    told = str(report.get("effective-directive") or report["violated-directive"]).split(" ")[0]
    rules = CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return next((one for one in rules if told.startswith(one)), "other")


def _blocked(report: dict[str, Any]) -> str:
    told = str(report["blocked-uri"])
    if told in {"inline", "eval", "self", "data", "blob"}:
        return told
    return "elsewhere"


def _is_one_too_many(at: datetime) -> bool:
    if len(_RECORDED) == MOST and at - _RECORDED[0] < SPAN:
        return True
    _RECORDED.append(at)
    return False
