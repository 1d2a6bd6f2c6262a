"""Answers other systems about unified numbers; what a call holds is not logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.csrf import csrf_exempt

from juminzei.apps.unified import api as unified
from juminzei.platform.audit import services as audit
from juminzei.platform.audit.services import AuditStalledError
from juminzei.platform.clock import now
from juminzei.platform.policy.denials import denied
from juminzei.platform.staff.api_use import TooMuchError, count_use
from juminzei.web.api.body import read_body
from juminzei.web.api.caller import caller
from juminzei.web.api.refusal import Problem, Refusal, refused
from juminzei.web.api.views import laid_out

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

FUNCTION = "unified.request"
NOT_PERMITTED = {"not_permitted", "number_not_permitted"}


@csrf_exempt  # a key comes with no cookie; for sessions the caller's check asks for the token
@login_not_required  # answered with 401 instead of a page to sign in on
def answer(request: HttpRequest, name: str) -> HttpResponse:
    """Answer the requests of one call in their order, or say all that is wrong with them."""
    try:
        return _answer(request, name)
    except Refusal as refusal:
        return refusal.response()
    except AuditStalledError as error:
        return refused(503, str(error), "しばらくして送り直してください。").response()
    except unified.NUMBER_REFUSALS:
        problem = "個人番号の保管庫が使えないため、受け付けていません。"
        return refused(503, problem, "しばらくして送り直してください。").response()


def _answer(request: HttpRequest, name: str) -> HttpResponse:
    at = now()
    member = caller(request, FUNCTION, at=at)
    if name not in unified.READERS:
        raise refused(404, "この照会はありません。", "/api/v1/openapi.json を見てください。")
    if request.method != "POST":
        raise refused(405, "POST だけを受け付けます。", "JSON で送ってください。", Allow="POST")
    body = read_body(request)
    try:
        count_use(member, len(body.records), at=at)
    except TooMuchError as error:
        raise refused(429, str(error), Retry_After=str(error.wait_seconds)) from None
    answers = _answers(name, body.records, member, at)
    return laid_out(body, answers)


def _answers(
    name: str, records: list[object], member: StaffMember, at: datetime
) -> list[dict[str, object]]:
    """Return the answers; nothing is done while something is wrong with any request.

    Raises:
        Refusal: With everything that is wrong. Requests before one that turned out wrong only
            when it was answered are done; sending them again comes to the same answers.
    """
    asked, problems = [], []
    for index, record in enumerate(records):
        try:
            asked.append(unified.READERS[name](record, client=member.name, on=at.date()))
        except unified.AskRefusedError as error:
            problems.append(_problem(error, index))
    answers: list[dict[str, object]] = []
    for index, one in enumerate(asked if not problems else []):
        try:
            answers.append(unified.answer(one, actor=member, at=at))
        except unified.AskRefusedError as error:
            problems.append(_problem(error, index))
    if problems:
        _record_refused(name, problems, member, at)
        barred = any(one["code"] in NOT_PERMITTED for one in problems)
        raise Refusal(403 if barred else 422, problems)
    return answers


def _problem(error: unified.AskRefusedError, index: int) -> Problem:
    return {
        "index": index,
        "key": error.key,
        "code": error.code,
        "problem": error.problem,
        "remedy": error.remedy,
    }


def _record_refused(name: str, problems: list[Problem], member: StaffMember, at: datetime) -> None:
    codes = sorted({str(one["code"]) for one in problems})
    where = f"unified/{name}"
    if NOT_PERMITTED & set(codes):
        denied(
            actor=member,
            at=at,
            subject_kind="api",
            subject_id=where,
            function=FUNCTION,
            details={"codes": codes},
        )
        return
    audit.record(
        action="unified.call.refused",
        actor=member,
        at=at,
        subject_kind="api",
        subject_id=where,
        details={"codes": codes, "requests": len(problems)},
    )
