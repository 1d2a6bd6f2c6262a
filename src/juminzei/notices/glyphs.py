"""What the shipped font can draw, asked before anything is printed.

A sign without a glyph would come out as a blank box on somebody's tax notice, so
each name and address is checked against the font's own character map first. What is
missing is drawn as 〓 (the printers' sign for it) and reported, so that a person
completes the notice by hand. Reads the OpenType ``cmap`` table, formats 4, 12 and 14.
"""

from __future__ import annotations

import functools
import struct
from dataclasses import dataclass
from pathlib import Path

FONT_FOLDER = Path(__file__).parent / "fonts"
REGULAR = FONT_FOLDER / "NotoSansJP-Regular.ttf"
GETA = "〓"

SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Variation selectors: they pick a form of the sign before them."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The signs of a font: plain ones, and pairs of a sign and a variation selector."""

    plain: frozenset[int]
    variants: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Drawable:
    """A text as it can be drawn, and what of the original could not be.

    ``missing`` holds the signs drawn as 〓, ``plain_form`` the signs with a variation
    selector that are drawn in their standard form.
    """

    text: str
    missing: tuple[str, ...] = ()
    plain_form: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the text is drawn exactly as it was given."""
        return not self.missing and not self.plain_form


def drawable(text: str) -> Drawable:
    """Return ``text`` as the notices' font draws it.

    A variation selector whose form the font lacks is taken off; any other sign
    without a glyph, control signs among them, becomes 〓.
    """
    font = coverage(REGULAR)
    if font.plain.issuperset(map(ord, text)):
        return Drawable(text)
    drawn: list[str] = []
    missing: list[str] = []
    plain_form: list[str] = []
    for sign in text:
        if sign in SELECTORS and drawn:
            if (ord(drawn[-1][0]), ord(sign)) in font.variants:
                drawn[-1] += sign
            else:
                plain_form.append(drawn[-1] + sign)
        elif ord(sign) in font.plain:
            drawn.append(sign)
        else:
            drawn.append(GETA)
            missing.append(sign)
    return Drawable("".join(drawn), tuple(missing), tuple(plain_form))


@functools.cache
def coverage(font: Path) -> Coverage:
    """Return what the TrueType or OpenType file ``font`` can draw."""
    data = font.read_bytes()
    cmap = _table(data, b"cmap")
    plain: set[int] = set()
    variants: set[tuple[int, int]] = set()
    (count,) = struct.unpack_from(">H", cmap, 2)
    for i in range(count):
        (offset,) = struct.unpack_from(">I", cmap, 4 + 8 * i + 4)
        subtable = cmap[offset:]
        (form,) = struct.unpack_from(">H", subtable)
        if form in _PLAIN_FORMATS:
            plain |= _PLAIN_FORMATS[form](subtable)
        elif form == _VARIATION_FORMAT:
            variants |= _variation_sequences(subtable)
    return Coverage(frozenset(plain), frozenset(variants))


def _table(data: bytes, name: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", data, 4)
    for i in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        if tag == name:
            return data[offset : offset + length]
    raise ValueError(f"the font has no table {name!r}")


def _segments(subtable: bytes) -> set[int]:
    """Return the signs of a format 4 table (the first 65,536 signs)."""
    (double,) = struct.unpack_from(">H", subtable, 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", subtable, 14)
    starts = struct.unpack_from(f">{count}H", subtable, 16 + double)
    return {
        sign
        for start, end in zip(starts, ends, strict=True)
        for sign in range(start, end + 1)
        if sign != 0xFFFF  # noqa: PLR2004 - the table's closing segment, not a sign
    }


def _groups(subtable: bytes) -> set[int]:
    """Return the signs of a format 12 table (all of Unicode)."""
    (count,) = struct.unpack_from(">I", subtable, 12)
    triples = struct.iter_unpack(">III", subtable[16 : 16 + 12 * count])
    return {sign for start, end, _ in triples for sign in range(start, end + 1)}


def _variation_sequences(subtable: bytes) -> set[tuple[int, int]]:
    """Return the pairs of a format 14 table, both those with a glyph of their own and not."""
    pairs: set[tuple[int, int]] = set()
    (count,) = struct.unpack_from(">I", subtable, 6)
    for i in range(count):
        record = subtable[10 + 11 * i : 21 + 11 * i]
        selector = int.from_bytes(record[:3], "big")
        default, own = struct.unpack(">II", record[3:])
        if default:
            (ranges,) = struct.unpack_from(">I", subtable, default)
            for j in range(ranges):
                at = default + 4 + 4 * j
                start = int.from_bytes(subtable[at : at + 3], "big")
                pairs |= {(start + k, selector) for k in range(subtable[at + 3] + 1)}
        if own:
            (mappings,) = struct.unpack_from(">I", subtable, own)
            for j in range(mappings):
                at = own + 4 + 5 * j
                pairs.add((int.from_bytes(subtable[at : at + 3], "big"), selector))
    return pairs


_PLAIN_FORMATS = {4: _segments, 12: _groups}
_VARIATION_FORMAT = 14
