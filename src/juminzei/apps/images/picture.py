"""A page as browsers show it: always drawn anew as PNG, never the bytes that came."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from juminzei.apps.images.page_content import opened
from juminzei.apps.images.refusal import ImageRefusedError

WIDEST = 3_000
FASTEST = 1
"""Of zlib's levels: a page is looked at once, and sent within the city's own network."""


def as_png(content: bytes, *, width: int | None = None) -> bytes:
    """Return a stored page as PNG.

    Args:
        content: The page as it was stored.
        width: How many pixels wide at most; never wider than it is.

    Raises:
        juminzei.apps.images.refusal.ImageRefusedError: It cannot be drawn.
    """
    picture = opened(content)
    try:
        return _drawn(picture, min(width or WIDEST, WIDEST))
    except Exception as error:  # readers of damaged files fail in ways that nobody lists
        raise ImageRefusedError("途中で壊れています。") from error


def _drawn(picture: Image.Image, most: int) -> bytes:
    shown = picture if picture.mode in {"1", "L", "RGB"} else picture.convert("RGB")
    if shown.width > most:
        grey = shown.convert("L") if shown.mode == "1" else shown
        height = max(1, grey.height * most // grey.width)
        shown = grey.resize((most, height), Image.Resampling.BOX)
    written = BytesIO()
    shown.save(written, "PNG", compress_level=FASTEST)
    return written.getvalue()
