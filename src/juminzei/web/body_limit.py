"""How much one request may bring: what is larger is refused before anybody reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import RequestDataTooBig

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]

LARGEST_BODY = 2_621_440
"""Bytes. Large files come to the city by command, not through a browser."""


class BodyLimit:
    """Refuses a request that says it is too large; one without a length has no body.

    The interface for other systems has its own limit below this one and tells of both in
    its own words, so its addresses pass.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless it is too large.

        Raises:
            RequestDataTooBig: It is; answered 413.
        """
        length = request.META.get("CONTENT_LENGTH") or "0"
        too_large = not length.isascii() or not length.isdigit() or int(length) > LARGEST_BODY
        if too_large and not request.path.startswith("/api/"):
            raise RequestDataTooBig("the body is larger than LARGEST_BODY")
        return self.get_response(request)
