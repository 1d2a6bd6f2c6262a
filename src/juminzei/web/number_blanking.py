"""The last net: whatever a program says in its log or at its end shows no Individual Number.

Code of ours keeps numbers in a type that masks itself. Libraries repeat what they were given,
and a database the row that it refuses: a run of twelve digits whose check digit is right is
blanked in every log record, whoever's, and in the traceback of a program that breaks off.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any

from juminzei.formats.blanking import blank_valid_numbers

if TYPE_CHECKING:
    from types import TracebackType


class BlankedRecord(logging.LogRecord):
    """A log record that was blanked before any handler or filter saw it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        said = _said(self)
        blanked = blank_valid_numbers(said)
        if blanked != said:
            self.msg, self.args = "%s", (blanked,)
        if self.exc_info and self.exc_info[1] is not None:
            self.exc_text = _blanked_traceback(self.exc_info[1])
        if self.stack_info:
            self.stack_info = blank_valid_numbers(self.stack_info)


def install() -> None:
    """Put the net under this process: every log record, and errors that nobody caught."""
    logging.setLogRecordFactory(BlankedRecord)
    sys.excepthook = _print_blanked
    threading.excepthook = _print_blanked_of_thread


def _said(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # the handler will tell of the broken format
        return str(record.msg)


def _blanked_traceback(error: BaseException) -> str | None:
    """Return the traceback blanked; ``None`` leaves one without a number to the formatter."""
    told = "".join(traceback.format_exception(error)).rstrip("\n")
    blanked = blank_valid_numbers(told)
    return None if blanked == told else blanked


def _print_blanked(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    blanked = _blanked_traceback(error)
    if blanked is None:
        sys.__excepthook__(kind, error, trace)
    else:
        print(blanked, file=sys.stderr)  # noqa: T201 - the end of a program that broke off


_THREADS_OWN = threading.excepthook


def _print_blanked_of_thread(told: threading.ExceptHookArgs) -> None:
    blanked = None if told.exc_value is None else _blanked_traceback(told.exc_value)
    if blanked is None:
        _THREADS_OWN(told)
    else:
        print(blanked, file=sys.stderr)  # noqa: T201 - as a thread's end is told of
