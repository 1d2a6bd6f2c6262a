"""Whether a PDF would do something by itself when somebody opens it."""

from __future__ import annotations

import re
import zlib

ACTING = (
    b"JavaScript",
    b"JS",
    b"Launch",
    b"EmbeddedFile",
    b"OpenAction",
    b"AA",
    b"RichMedia",
    b"XFA",
    b"SubmitForm",
    b"ImportData",
)
"""Names in a PDF that stand for scripts, programs, files inside, or acts on opening."""
HIDDEN = re.compile(rb"#([0-9A-Fa-f]{2})")
NAME = re.compile(rb"/(" + b"|".join(ACTING) + rb")(?![A-Za-z0-9])")
STREAM = re.compile(rb"stream\r?\n")
LONGEST_STREAM = 4 << 20
"""Bytes of one compressed stream that are looked at; more than that is an image."""
MOST_STREAMS = 5_000
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")


def acting_name(data: bytes) -> str:
    """Return the name of what the PDF would do by itself, or nothing if it only shows.

    Names may be written in code (``/J#53``) and objects may lie in compressed streams; both
    are looked through. What is encrypted cannot be looked through and counts as acting.

    Args:
        data: The whole file.
    """
    found = _named(data)
    if found:
        return found
    if ENCRYPTED.search(data):
        return "Encrypt"
    for number, start in enumerate(STREAM.finditer(data)):
        if number == MOST_STREAMS:
            return "too many streams"
        found = _named(_inflated(data[start.end() : start.end() + LONGEST_STREAM]))
        if found:
            return found
    return ""


def _named(text: bytes) -> str:
    plain = HIDDEN.sub(lambda code: bytes([int(code[1], 16)]), text) if b"#" in text else text
    found = NAME.search(plain)
    return found[1].decode() if found else ""


def _inflated(box: bytes) -> bytes:
    """Return the start of a compressed stream, never more than is looked at."""
    try:
        return zlib.decompressobj().decompress(box, LONGEST_STREAM)
    except zlib.error:
        return b""
