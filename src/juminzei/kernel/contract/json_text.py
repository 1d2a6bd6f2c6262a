"""Reads JSON strictly: UTF-8, each key once, no NaN, no bottomless nesting, nothing guessed."""

from __future__ import annotations

import json
from collections import Counter


class NotJsonError(ValueError):
    """A text is no JSON; the message says where and why, and is not long."""


class DuplicateKeyError(NotJsonError):
    """One object gives the same key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key}: is given twice; give it once")


def decoded(content: bytes) -> str:
    """Return UTF-8 ``content`` as text; a byte order mark is left out.

    Raises:
        NotJsonError: It is in another character code.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotJsonError(f"byte {error.start + 1:,} is no UTF-8; send UTF-8") from None


def parsed(text: str) -> object:
    """Return what one JSON text says.

    Raises:
        NotJsonError: It is no JSON, gives a key twice, or cannot be read for its depth or
            for a number of thousands of digits.
    """
    try:
        told: object = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise NotJsonError(f"no JSON: {error}") from None
    except RecursionError:
        raise NotJsonError("no JSON: nested too deeply") from None
    except NotJsonError:
        raise
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise NotJsonError("a number has thousands of digits; no amount has") from None
    return told


def lines(text: str) -> list[tuple[int, str]]:
    """Return the lines of JSON lines that are not empty, each with its number from 1."""
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object whose keys each come once; two values for one key would be a guess."""
    told = dict(pairs)
    if len(told) < len(pairs):
        counted = Counter(name for name, _ in pairs)
        raise DuplicateKeyError(next(name for name, times in counted.items() if times > 1))
    return told


def _refuse(constant: str) -> object:
    raise NotJsonError(f"{constant} is no JSON number")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_refuse)
