"""What is written of a mistake of the program: where it happened, not with whose data.

Messages of exceptions repeat what they were given: a database names the row that it
refuses, and addresses name persons. The audit record says who was working with whom; the
number that the error page shows says which line here is meant.
"""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"where": {"()": "juminzei.web.error_log.Where"}},
    "handlers": {
        "errors": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "where"}
    },
    "root": {"handlers": ["errors"]},
    # Django's own handlers would mail whole requests, and print nothing.
    "loggers": {"django": {"handlers": [], "level": "INFO"}},
}
"""For Python's logging: errors go to standard error."""


class Where(logging.Formatter):
    """Writes the time, the request's number, the page, and the places in the program."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's lines, without arguments and without messages of exceptions."""
        request = getattr(record, "request", None)
        number = getattr(request, "META", {}).get("JUMINZEI_REQUEST", "-")
        page = getattr(getattr(request, "resolver_match", None), "view_name", None) or "-"
        first = f"{self.formatTime(record)} {record.levelname} {record.name}"
        lines = [f"{first} request={number} page={page} {_said(record)}".rstrip()]
        if record.exc_info and record.exc_info[1] is not None:
            lines += places(record.exc_info[1])
        return "\n".join(lines)


def _said(record: logging.LogRecord) -> str:
    """Return what the program says; the arguments may be personal and are left out."""
    return "" if record.args else str(record.msg)


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
