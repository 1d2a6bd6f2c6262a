"""What stands on a public notice; neither income nor amounts, which anybody could read there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class PublicNoticeForm:
    """One public notice.

    ``last_address`` is empty where it must not be shown; ``posted_on`` is None before the
    day of posting is known, and is then written in by hand.
    """

    number: int
    issuer: str
    """Who keeps the letter and hands it over: 加須市長."""
    name: str
    last_address: str
    document: str
    posted_on: date | None = None
