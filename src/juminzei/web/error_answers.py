"""Refusals in words: a page for people, JSON for systems; both with nothing of the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from juminzei.web.api.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]

SYSTEMS = "/api/"
"""Addresses that systems ask; the page of the interface for people is among them."""

UNREAD = {"/policy-reports/"}
"""Nobody reads what is answered there."""

WORDS = {
    405: (
        "この操作はできません",
        "この画面では受け付けない操作です。画面のボタンから操作してください。",
    ),
    413: (
        "送られた内容が大きすぎます",
        "2.5 MB までの内容に分けて送ってください。大きなファイルはシステム管理者が取り込みます。",
    ),
    415: ("送られた内容の種類が違います", "画面の案内にある種類の内容を送ってください。"),
    429: (
        "しばらく待ってください",
        "短い時間に多くの操作がありました。待ってからやり直してください。",
    ),
}
"""Status → what happened, and what to do."""

FOR_SYSTEMS = {
    400: ("the call cannot be read", "see /api/v1/openapi.json"),
    403: ("the call is not permitted", "ask the city for the right to make it"),
    404: ("there is no such address", "see /api/v1/openapi.json"),
    405: ("the method is not answered here", "see /api/v1/openapi.json"),
    413: ("the call is too large", "send less at a time"),
    429: ("too many calls from this address", "wait as long as Retry-After says"),
    500: ("the program has failed", "tell the city the X-Request-ID of this answer"),
}


def error_answer(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    """Return the answer of an error to whoever asks.

    Args:
        request: What is refused.
        status: The answer's status, one of those named above.
        template: The page that says so, if it is one of its own.
    """
    if is_for_systems(request):
        return refused(status, *FOR_SYSTEMS[status]).response()
    if template:
        return render(request, template, status=status)
    title, remedy = WORDS[status]
    return render(
        request, "web/errors/refused.html", {"title": title, "remedy": remedy}, status=status
    )


def is_for_systems(request: HttpRequest) -> bool:
    """Return whether a system asks, which reads no page."""
    return request.path.startswith(SYSTEMS) and "text/html" not in request.headers.get("Accept", "")


def in_words(answer: Answer) -> Answer:
    """Give refusals that come as a bare status their words."""

    def told(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        bare = response.status_code in WORDS and not response.streaming and not response.content
        if not bare or request.path in UNREAD:
            return response
        spoken = error_answer(request, response.status_code)
        response.content = spoken.content
        response["Content-Type"] = spoken["Content-Type"]
        response["Content-Length"] = str(len(response.content))
        return response

    return told
