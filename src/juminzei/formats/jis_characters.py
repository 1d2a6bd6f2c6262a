"""Characters that a file in the standard's character set (JIS X 0208) can hold."""

from __future__ import annotations

import re
import unicodedata

from juminzei.base.character_width import full_width
from juminzei.base.japanese_text import without_selectors
from juminzei.base.kanji_variants import FOLDED

_DOUBLE_BYTE = 0x80
_EXTENSIONS = (range(0x87, 0x88), range(0xED, 0xEF), range(0xF0, 0xFD))  # NEC, user-defined, IBM


def _standard() -> frozenset[str]:
    """Every double-byte character of CP932 that lies in the rows of JIS X 0208."""
    found: set[str] = set()
    for lead in (*range(0x81, 0xA0), *range(0xE0, 0xF0)):
        if any(lead in extension for extension in _EXTENSIONS):
            continue
        for trail in range(0x40, 0xFD):
            try:
                found.add(bytes((lead, trail)).decode("cp932"))
            except UnicodeDecodeError:
                continue
    return frozenset(character for character in found if len(character) == 1)


STANDARD = _standard()
_HALF_WIDTH = " -~｡-ﾟ"
OUTSIDE_JIS = re.compile(f"[^{_HALF_WIDTH}{re.escape(''.join(sorted(STANDARD)))}]")


def standard_text(text: str) -> str:
    """Return ``text`` as the standard has it: full width, and in characters of JIS X 0208.

    Variation selectors are dropped and variants folded (髙 to 高) as the tax agency does in its
    own files; accents are dropped from letters. What has no such form stays as it is, and
    :data:`OUTSIDE_JIS` finds it.
    """
    wide = full_width(text)
    if not OUTSIDE_JIS.search(wide):
        return wide
    return full_width("".join(map(_folded, without_selectors(wide))))


def _folded(character: str) -> str:
    if character in STANDARD:
        return character
    for form in (
        character.translate(FOLDED),
        unicodedata.normalize("NFKC", character).translate(FOLDED),
        "".join(
            c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)
        ),
    ):
        if not OUTSIDE_JIS.search(form):
            return form
    return character
