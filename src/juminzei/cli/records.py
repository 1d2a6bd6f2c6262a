"""Reading JSON requests from a file or standard input: an object, an array, or JSON lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError

if TYPE_CHECKING:
    import argparse


def file_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the file that :func:`records` reads."""
    parser.add_argument(
        "file", nargs="?", help="JSON object, array or lines; standard input if absent"
    )


def records(file: str | None) -> list[tuple[str, object]]:
    """Return each request with the words that name its place, such as ``"line 3: "``.

    Raises:
        UsageError: The file cannot be read or is no JSON.
    """
    text = _text(file)
    if text.lstrip().startswith("["):
        return _array(parsed(text, ""))
    try:
        return [("", parsed(text, ""))]
    except UsageError:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) <= 1:
            raise
    return [(f"line {number}: ", parsed(line, f"line {number}: ")) for number, line in lines]


def _array(given: object) -> list[tuple[str, object]]:
    if not isinstance(given, list):
        raise UsageError("the input starts like a JSON array but is none")
    return [(f"element {number}: ", one) for number, one in enumerate(given, 1)]


def _text(file: str | None) -> str:
    if file is None or file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from None


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
