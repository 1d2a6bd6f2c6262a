"""Error pages: what happened, what to do, a number to quote, and nothing of the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import Error
from django.http import HttpResponse

from juminzei.web.error_answers import error_answer

if TYPE_CHECKING:
    from django.http import HttpRequest


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be understood, or is too large to be looked at."""
    if isinstance(exception, RequestDataTooBig):
        return error_answer(request, 413)
    return error_answer(request, 400, "web/errors/400.html")


@login_not_required
def not_permitted(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that the sender may not make."""
    del exception
    return error_answer(request, 403, "web/errors/403.html")


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request for a page that is not there."""
    del exception
    return error_answer(request, 404, "web/errors/404.html")


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a mistake of the program, whose log line carries the request's number.

    The page asks the database who is signed in, and that may be what does not answer.
    """
    try:
        return error_answer(request, 500, "web/errors/500.html")
    except Error:
        number = request.META.get("JUMINZEI_REQUEST", "")
        text = (
            f"システムの障害のため、表示できません。システム管理者に知らせてください。（{number}）"
        )
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from one of our pages."""
    del reason
    return error_answer(request, 403, "web/errors/csrf.html")
