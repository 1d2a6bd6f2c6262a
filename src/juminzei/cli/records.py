"""Reading JSON requests from a file or standard input: an object, an array, or JSON lines."""

from __future__ import annotations

import json
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
        return _array(_parsed(text, ""))
    try:
        return [("", _parsed(text, ""))]
    except UsageError:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) <= 1:
            raise
    return [(f"line {number}: ", _parsed(line, f"line {number}: ")) for number, line in lines]


def _array(parsed: object) -> list[tuple[str, object]]:
    if not isinstance(parsed, list):
        raise UsageError("the input starts like a JSON array but is none")
    return [(f"element {number}: ", one) for number, one in enumerate(parsed, 1)]


def _text(file: str | None) -> str:
    if file is None or file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from None


def _parsed(text: str, place: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise UsageError(f"{place}no JSON: {error}") from None
    except ValueError as error:
        raise UsageError(f"{place}{error}") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object whose keys each come once; two values for one key would be a guess."""
    told = dict(pairs)
    if len(told) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DuplicateKeyError(twice)
    return told


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON number")


class DuplicateKeyError(ValueError):
    """One object gives the same key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key}: is given twice; give it once")
