"""The symbols of one file, in the two forms that Typst draws quickest and sharpest.

Bars are one vector path (a bitmap of bars one module wide is smeared by some viewers'
smoothing; a rectangle a bar costs Typst six times as long). QR symbols are raw bitmaps, all in
one run of bytes that the template takes slices of: half the time and a third of the
size of vector squares, and at nine dots a module nothing is there to smear.
"""

from __future__ import annotations

import itertools

from juminzei.notices.codes import gs1_128, qr

BAR = "1"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
    '<path d="{path}"/></svg>'
)
HEIGHT = 70
"""Units of the drawing; the template stretches it to the height that shops ask for."""


class CodeSheet:
    """Collects the symbols of a file."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def qr(self, text: str) -> list[int]:
        """Add the QR symbol of ``text``.

        Returns:
            Where it begins and how many modules wide it is; nothing for no text.
        """
        if not text:
            return []
        symbol = qr.symbol(text)
        start = len(self._bytes)
        self._bytes += symbol.pixels
        return [start, symbol.side]

    def content(self) -> bytes:
        """Return every QR symbol, one after another."""
        return bytes(self._bytes)


def bars(digits: str) -> str:
    """Return the GS1-128 symbol of ``digits`` as SVG, one unit a module; "" for no digits."""
    if not digits:
        return ""
    path = []
    at = 0
    for colour, run in itertools.groupby(gs1_128.modules(digits)):
        width = len(list(run))
        if colour == BAR:
            path.append(f"M{at} 0h{width}v{HEIGHT}h-{width}z")
        at += width
    return SVG.format(width=at, height=HEIGHT, path="".join(path))
