"""What browsers are told with every answer: keep nothing, lend nothing to other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]

UNUSED = (
    *("accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope"),
    *("hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
)
"""Abilities of a browser that no page asks for."""

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{ability}=()" for ability in UNUSED),
    "X-Permitted-Cross-Domain-Policies": "none",
}


def guarded(answer: Answer) -> Answer:
    """Keep every answer, static files and refusals included, from other sites."""

    def kept_to_ourselves(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return kept_to_ourselves


def never_kept(answer: Answer) -> Answer:
    """Forbid browsers, and what stands between, to keep what is no static file."""

    def not_stored(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response["Cache-Control"] = "no-store"
        return response

    return not_stored
