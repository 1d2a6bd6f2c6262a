"""Answers calls of the interface; what a call holds is neither kept nor logged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from juminzei.platform.audit import services as audit
from juminzei.platform.audit.services import AuditStalledError
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.api_use import TooMuchError, count_use
from juminzei.web.api.body import LINES, read_body
from juminzei.web.api.caller import caller
from juminzei.web.api.endpoints import ENDPOINTS
from juminzei.web.api.openapi import document
from juminzei.web.api.reading import chapters
from juminzei.web.api.refusal import Refusal, refused

if TYPE_CHECKING:
    from django.http import HttpRequest

    from juminzei.web.api.body import Body

FUNCTION = "tax.calculate"


@csrf_exempt  # a key comes with no cookie; for sessions the caller's check asks for the token
@login_not_required  # answered with 401 instead of a page to sign in on
def answer(request: HttpRequest, name: str) -> HttpResponse:
    """Answer the requests of one call, in their order, or say all that is wrong with them."""
    try:
        return _answer(request, name)
    except Refusal as refusal:
        return refusal.response()
    except AuditStalledError as error:
        return refused(503, str(error), "try again later").response()


@login_not_required  # as above
def description(request: HttpRequest) -> HttpResponse:
    """Describe the interface to machines: an OpenAPI document."""
    try:
        caller(request, FUNCTION, at=now())
    except Refusal as refusal:
        return refusal.response()
    return _document(request)


@require_GET  # only now: who is nobody hears 401, whatever they ask
def _document(_request: HttpRequest) -> HttpResponse:
    return _json(json.dumps(document(), ensure_ascii=False, indent=1), "application/json")


@require_GET
def reading(request: HttpRequest) -> HttpResponse:
    """Describe the interface to people."""
    acting(request, FUNCTION, at=now())
    return render(request, "web/api.html", {"chapters": chapters()})


def _answer(request: HttpRequest, name: str) -> HttpResponse:
    at = now()
    member = caller(request, FUNCTION, at=at)
    if name not in ENDPOINTS:
        raise refused(404, "there is no such question", "see /api/v1/openapi.json")
    if request.method != "POST":
        raise refused(405, "only POST is answered", "send the requests as JSON", Allow="POST")
    explained = _explained(request)
    body = read_body(request)
    try:
        count_use(member, len(body.records), at=at)
    except TooMuchError as error:
        raise refused(429, str(error), Retry_After=str(error.wait_seconds)) from None
    answered = ENDPOINTS[name].answers(body.records, explained)
    audit.record(
        action="api.answered" if not answered.problems else "api.refused",
        actor=member,
        at=at,
        subject_kind="api",
        subject_id=name,
        details={"requests": len(body.records), "tax_years": answered.tax_years},
    )
    if answered.problems:
        raise Refusal(422, answered.problems)
    response = laid_out(body, answered.answers)
    response["X-Law-Status"] = "draft" if answered.draft else "reviewed"
    return response


def _explained(request: HttpRequest) -> bool:
    """Return whether the steps are asked for too.

    Raises:
        Refusal: What stands there is neither yes nor no (400).
    """
    told = request.GET.getlist("explain")
    if told not in ([], ["0"], ["1"]):
        raise refused(400, "explain is neither 0 nor 1", "leave it out, or send 1 for the steps")
    return told == ["1"]


def laid_out(body: Body, answers: list[dict[str, object]]) -> HttpResponse:
    """Return the answers laid out as the requests were."""
    if body.layout == "lines":
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in answers]
        return _json("".join(lines), LINES[0])
    told = answers if body.layout == "array" else answers[0]
    return _json(json.dumps(told, ensure_ascii=False), "application/json")


def _json(text: str, kind: str) -> HttpResponse:
    # A text told back to its sender may hold half a sign, which UTF-8 cannot write.
    return HttpResponse(text.encode("utf-8", "backslashreplace"), content_type=kind)
