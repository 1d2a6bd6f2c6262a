"""How large a text can be set so that it fits its place on a form."""

from __future__ import annotations

import unicodedata

from juminzei.notices.glyphs import SELECTORS

_FULL, _HALF = 1000, 560
"""Widths in thousandths of the type size; 560 is a digit or a Latin letter of average width."""


def width(text: str) -> int:
    """Return the set width of ``text`` in thousandths of the type size, generously rounded."""
    return sum(
        _FULL if unicodedata.east_asian_width(sign) in "WFA" else _HALF
        for sign in text
        if not unicodedata.combining(sign) and sign not in SELECTORS
    )


def fitting(text: str, *, sizes: tuple[int, ...], place: int, lines: int = 1) -> int:
    """Return the largest of ``sizes`` at which ``text`` fits.

    Args:
        text: What is set.
        sizes: Tenths of a point, largest first; the last is taken if none fits.
        place: Width of the place, tenths of a millimetre.
        lines: How many lines the place has; broken lines are reckoned a tenth shorter.
    """
    room = place * lines * (10 if lines == 1 else 9) * 1_000_000
    needed = width(text) * 3528  # a point is 0.3528 mm
    for size in sizes:
        if needed * size <= room:
            return size
    return sizes[-1]
