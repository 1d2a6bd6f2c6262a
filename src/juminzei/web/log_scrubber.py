"""What of an event may stand in the log: plain values, with no number and no data of a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from juminzei.formats.blanking import blank_valid_numbers
from juminzei.platform.policy.loggable import is_personal

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger

ALWAYS = frozenset({"event", "level", "logger", "page", "places", "request"})
"""What our own code puts into every line."""

PLAIN = (bool, int, float, date, timedelta, type(None))


def scrubbed(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Return the event as the log may hold it; a processor of structlog.

    A value under the name of a column whose class of data may not be logged is left out.
    Text is blanked where it may hold an Individual Number, and so is a whole number; what
    is neither text nor a plain value is named by its kind only.
    """
    return {
        name: _shown(value)
        for name, value in event.items()
        if name in ALWAYS or not is_personal(name)
    }


def _shown(value: object) -> object:
    if isinstance(value, str):
        return blank_valid_numbers(value)
    if isinstance(value, PLAIN):
        blanked = blank_valid_numbers(str(value))
        return value if blanked == str(value) else blanked
    return f"<{type(value).__qualname__}>"
