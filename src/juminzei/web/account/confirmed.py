"""The password once more, before somebody changes what they come in with."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

KEPT = "confirmed"
GOOD_FOR = timedelta(minutes=10)


def confirm(request: HttpRequest, at: datetime) -> None:
    """Keep that the password was given just now."""
    request.session[KEPT] = at.isoformat()


def confirmed(request: HttpRequest, at: datetime) -> bool:
    """Return whether the password was given a moment ago."""
    text = request.session.get(KEPT)
    return text is not None and timedelta() <= at - datetime.fromisoformat(text) < GOOD_FOR
