"""What is written to the log: one line a fact, where it happened, and not with whose data.

Messages of exceptions repeat what they were given: a database names the row that it
refuses, and addresses name persons. The audit record says who was working with whom; the
number that the error page shows says which line here is meant.
"""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Any

import structlog

from juminzei.web.log_scrubber import scrubbed

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator

    from structlog.typing import EventDict, WrappedLogger

ORDER = ("timestamp", "level", "logger", "request", "page", "event", "places")
"""How a line begins; what the program names besides comes after."""


def install(*, as_json: bool) -> dict[str, Any]:
    """Send what the program says through the scrubber; return Python's logging settings.

    Args:
        as_json: Whether a line is a JSON object, for a collector, or ``name=value`` pairs.
    """
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            scrubbed,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"where": {"()": "juminzei.web.error_log.Where", "as_json": as_json}},
        "handlers": {
            "errors": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "where"},
            "forged": {"class": "logging.StreamHandler", "level": "WARNING", "formatter": "where"},
        },
        "root": {"handlers": ["errors"]},
        # Django's own handlers would mail whole requests, and print nothing.
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},
            "django.security.csrf": {"handlers": ["forged"], "level": "WARNING"},
        },
    }


class Where(structlog.stdlib.ProcessorFormatter):
    """Writes the time, the request's number, the page, and the places in the program."""

    def __init__(self, *, as_json: bool = False) -> None:
        lines = structlog.processors.JSONRenderer(ensure_ascii=False)
        pairs = structlog.processors.LogfmtRenderer(key_order=ORDER, drop_missing=True)
        super().__init__(
            processors=[
                _located,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.stdlib.add_log_level,
                scrubbed,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                lines if as_json else pairs,
            ],
            use_get_message=False,
            pass_foreign_args=True,
        )


def _located(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Add which request, page and places it was; leave out arguments and exceptions' messages."""
    record: logging.LogRecord = event["_record"]
    request = getattr(record, "request", None)
    event["logger"] = record.name
    event["request"] = getattr(request, "META", {}).get("JUMINZEI_REQUEST", "-")
    event["page"] = getattr(getattr(request, "resolver_match", None), "view_name", None) or "-"
    if event.pop("positional_args", None):
        event["event"] = ""
    caught = event.pop("exc_info", None)
    error = (sys.exc_info() if caught is True else caught or (None, None))[1]
    if error is not None:
        event["places"] = " / ".join(line.strip() for line in places(error))
    return event


def places(error: BaseException) -> Iterator[str]:
    """Yield the kinds of an error and of those behind it, and where in the program they came."""
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield f"  {type(now).__module__}.{type(now).__qualname__}"
        for frame in traceback.extract_tb(now.__traceback__):
            yield f"    {frame.filename}:{frame.lineno} {frame.name}"
        now = now.__cause__ or now.__context__
