"""Calls of other systems over plain http: refused, never led on to https.

A page leads a person on; a system that was led on would send its key and its people in the
clear each time, and nobody would notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.web.api.refusal import refused
from juminzei.web.error_answers import is_for_systems

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]


def plain_calls_refused(answer: Answer) -> Answer:
    """Answer 403 to a system that calls without TLS where TLS is asked for."""

    def only_over_tls(request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and is_for_systems(request) and not request.is_secure():
            told = refused(403, "the call came in the clear", "call https, with a new key")
            return told.response()
        return answer(request)

    return only_over_tls
