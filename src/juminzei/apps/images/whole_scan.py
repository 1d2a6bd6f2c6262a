"""Whether a scanned page is whole, told by its table of strips instead of unpacking it.

Unpacking a bilevel page (G4, as scanners write it) takes twenty times as long as all else that
is done with it, and finds little more: decoders draw a wrong bit as wrong dots and go on. What
they do not get over is a strip that is cut off, missing or empty, or a table that is not as it
must be; that is looked at here. Whatever is not plainly in order is left to the decoder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL.TiffImagePlugin import TiffImageFile

if TYPE_CHECKING:
    from PIL import Image

WIDTH, HEIGHT, STRIPS, ROWS, BYTES = 256, 257, 273, 278, 279
SHORT, LONG = 3, 4
"""Kinds of whole numbers of a table: of two bytes and of four."""
FIXED: dict[int, tuple[object, ...]] = {
    254: (0, 2),
    258: ((1,), 1),
    259: (4,),
    262: (0, 1),
    266: (1,),
    277: (1,),
    284: (1,),
    293: (0,),
    296: (1, 2, 3),
}
"""Tag → what it may say; 259 is the way of packing, 4 is G4."""
NEEDED = {WIDTH, HEIGHT, 258, 259, 262, STRIPS, BYTES}
FREE = {WIDTH, HEIGHT, STRIPS, ROWS, BYTES, 269, 270, 271, 272, 282, 283, 297, 305, 306, 315}
"""Besides sizes: resolution, page, and what scanners say of themselves."""
NEVER = b"\x00\x00\x00"
"""No code has so many noughts in a row; a strip that was never written is full of them."""
END = b"\x00\x10\x01"
"""The end of a page; a strip that begins with it has no line."""
HEAD = 8


def is_whole_scan(picture: Image.Image, content: bytes) -> bool:
    """Return whether a page is a G4 scan in plain order, all strips of which are there.

    Args:
        picture: The page, opened and measured, the only one of its file.
        content: The file.
    """
    if not isinstance(picture, TiffImageFile) or picture.mode != "1":
        return False
    tags: Any = picture.tag_v2
    said = set(tags)
    if not NEEDED <= said <= FREE | set(FIXED):
        return False
    if any(tags[tag] not in FIXED[tag] for tag in said & set(FIXED)):
        return False
    whole = {WIDTH, HEIGHT, STRIPS, ROWS, BYTES} & said
    if any(tags.tagtype[tag] not in {SHORT, LONG} for tag in whole):
        return False
    height = picture.height
    rows = min(tags.get(ROWS, height), height)
    places = list(zip(tags[STRIPS], tags[BYTES], strict=False))
    if rows < 1 or not len(tags[STRIPS]) == len(tags[BYTES]) == -(-height // rows):
        return False
    left = [min(rows, height - rows * number) for number in range(len(places))]
    return all(
        _whole_strip(content, *place, lines) for place, lines in zip(places, left, strict=True)
    )


def _whole_strip(content: bytes, start: int, length: int, lines: int) -> bool:
    """Return whether a strip lies in the file and can have so many lines, a bit each at least."""
    strip = content[start : start + length]
    return (
        start >= HEAD
        and len(strip) == length
        and length * 8 >= lines
        and NEVER not in strip
        and not strip.startswith(END)
    )
