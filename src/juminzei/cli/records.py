"""Reading JSON requests from a file or standard input: an object, an array, or JSON lines."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from juminzei.cli.command import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

BYTE_ORDER_MARK = "\ufeff"
"""What Windows puts before a text in UTF-8."""


def file_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the file that :func:`records` reads."""
    parser.add_argument(
        "file", nargs="?", help="JSON object, array or lines; standard input if absent"
    )


def records(file: str | None) -> Iterator[tuple[str, object]]:
    """Yield each request with the words that name its place, such as ``"line 3: "``.

    Lines are read as they are asked for, however many there are. An array, and an object
    on more than one line, are read whole.

    Raises:
        UsageError: The file cannot be read or is no JSON.
    """
    with ExitStack() as opened:
        try:
            text = sys.stdin if file in {None, "-"} else opened.enter_context(_opened(file))
            yield from _records(text)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file or '-'} cannot be read: {error}") from None


def _opened(file: str | None) -> TextIO:
    return Path(file or "").open(encoding="utf-8-sig")


def _records(text: Iterable[str]) -> Iterator[tuple[str, object]]:
    lines = ((number, line) for number, line in enumerate(text, 1) if line.strip())
    number, first = next(lines, (1, ""))
    first = first.removeprefix(BYTE_ORDER_MARK)
    if first.lstrip().startswith("["):
        yield from _array(parsed(_joined(first, lines), ""))
        return
    second = next(lines, None)
    if second is None:
        yield "", parsed(first, "")
        return
    rest = chain([second], lines)
    try:
        told = parsed(first, "")
    except UsageError:
        yield from _whole_or_lines([(number, first), *rest])
        return
    yield f"line {number}: ", told
    for number, line in rest:
        yield f"line {number}: ", parsed(line, f"line {number}: ")


def _whole_or_lines(lines: list[tuple[int, str]]) -> Iterator[tuple[str, object]]:
    """Yield one object that stands on many lines, unless only its first line is wrong."""
    try:
        yield "", parsed("".join(line for _, line in lines), "")
    except UsageError:
        for number, line in lines:
            yield f"line {number}: ", parsed(line, f"line {number}: ")


def _joined(first: str, lines: Iterable[tuple[int, str]]) -> str:
    return first + "".join(line for _, line in lines)


def _array(given: object) -> Iterator[tuple[str, object]]:
    if not isinstance(given, list):
        raise UsageError("the input starts like a JSON array but is none")
    for number, one in enumerate(given, 1):
        yield f"element {number}: ", one


def parsed(text: str, place: str) -> object:
    """Return what ``text`` says.

    Raises:
        UsageError: It is no JSON; ``place`` says where it stands.
    """
    from juminzei.kernel.contract import json_text

    try:
        return json_text.parsed(text)
    except json_text.NotJsonError as error:
        raise UsageError(f"{place}{error}") from None
