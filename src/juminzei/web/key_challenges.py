"""What a security key was asked: kept with the session, for one answer within minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

KEPT = "key_challenge"
GOOD_FOR = timedelta(minutes=5)
USE, REGISTER = "use", "register"


def keep_challenge(
    request: HttpRequest, purpose: str, state: Mapping[str, Any], at: datetime
) -> None:
    """Keep what was asked last; only the last question has an answer."""
    request.session[KEPT] = {"purpose": purpose, "state": dict(state), "at": at.isoformat()}


def take_challenge(request: HttpRequest, purpose: str, at: datetime) -> Mapping[str, Any] | None:
    """Return what was asked for ``purpose`` a moment ago, once; nothing else."""
    kept = request.session.pop(KEPT, None)
    if kept is None or kept["purpose"] != purpose:
        return None
    asked = datetime.fromisoformat(kept["at"])
    state: Mapping[str, Any] = kept["state"]
    return state if timedelta() <= at - asked < GOOD_FOR else None
