"""Pages coded as G4 in strips, of which only those with something written on them are coded anew.

A made-up return fills a third of a form at most; the strips of the empty form are coded once and
put together with those of the figures. The TIFF is written out here, tag by tag (TIFF 6.0).
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

ROWS = 37
"""Rows of a strip."""
WIDTH, HEIGHT = 256, 257
BITS, COMPRESSION, PHOTOMETRIC = 258, 259, 262
OFFSETS, SAMPLES, ROWS_PER_STRIP, COUNTS = 273, 277, 278, 279
X_RESOLUTION, Y_RESOLUTION, UNIT = 282, 283, 296
GROUP_4, BLACK_IS_ZERO, INCHES = 4, 1, 2
SHORT, LONG, RATIONAL = 3, 4, 5
HEADER, ENTRY, IFD_END = 8, 12, 4


def coded(picture: Image.Image, strips: Sequence[int]) -> list[bytes]:
    """Return some strips of a bilevel picture, each coded by itself, in the order asked for."""
    if not strips:
        return []
    stack = Image.new("1", (picture.width, ROWS * len(strips)), 1)
    for place, strip in enumerate(strips):
        rows = (0, strip * ROWS, picture.width, min((strip + 1) * ROWS, picture.height))
        stack.paste(picture.crop(rows), (0, place * ROWS))
    written = io.BytesIO()
    stack.save(written, "TIFF", compression="group4", tiffinfo={ROWS_PER_STRIP: ROWS})
    content = written.getvalue()
    with Image.open(io.BytesIO(content)) as read:
        tags = dict(read.tag_v2)  # type: ignore[attr-defined]  # a TIFF has them
    return [
        content[offset : offset + count]
        for offset, count in zip(tags[OFFSETS], tags[COUNTS], strict=True)
    ]


def strips_in(picture: Image.Image) -> range:
    """Return the numbers of a picture's strips; the last may be shorter."""
    return range(-(-picture.height // ROWS))


def touched(top: int, height: int) -> Collection[int]:
    """Return the strips that a mark of some rows lies in."""
    return range(top // ROWS, (top + height - 1) // ROWS + 1)


def tiff(size: tuple[int, int], strips: Sequence[bytes], dots_an_inch: int) -> bytes:
    """Return a page of coded strips as a TIFF file.

    Args:
        size: Width and height in dots.
        strips: Every strip in order; a last one that is too long is cut by its reader.
        dots_an_inch: Its resolution.
    """
    data = b"".join(strips)
    places, at = [], HEADER
    for strip in strips:
        places.append(at)
        at += len(strip)
    at += at % 2
    counts = [len(strip) for strip in strips]
    tables = {OFFSETS: places, COUNTS: counts}
    entries = [
        (WIDTH, LONG, 1, size[0]),
        (HEIGHT, LONG, 1, size[1]),
        (BITS, SHORT, 1, 1),
        (COMPRESSION, SHORT, 1, GROUP_4),
        (PHOTOMETRIC, SHORT, 1, BLACK_IS_ZERO),
        (OFFSETS, LONG, len(strips), 0),
        (SAMPLES, SHORT, 1, 1),
        (ROWS_PER_STRIP, LONG, 1, ROWS),
        (COUNTS, LONG, len(strips), 0),
        (X_RESOLUTION, RATIONAL, 1, 0),
        (Y_RESOLUTION, RATIONAL, 1, 0),
        (UNIT, SHORT, 1, INCHES),
    ]
    beyond = at + 2 + ENTRY * len(entries) + IFD_END
    listed, further = [], b""
    for tag, kind, count, value in entries:
        numbers = tables.get(tag, (dots_an_inch, 1))
        told = numbers[0] if tag in tables else value
        if (tag in tables and count > 1) or kind == RATIONAL:
            told = beyond + len(further)
            further += struct.pack(f"<{len(numbers)}I", *numbers)
        listed.append(struct.pack("<HHII", tag, kind, count, told))
    head = struct.pack("<2sHI", b"II", 42, at) + data + b"\0" * ((at - HEADER) - len(data))
    return head + struct.pack("<H", len(entries)) + b"".join(listed) + bytes(IFD_END) + further
