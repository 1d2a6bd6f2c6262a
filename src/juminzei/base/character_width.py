"""Half and full width: the same character at one or two columns."""

from __future__ import annotations

import re
import unicodedata

# Spaced voicing marks become combining ones first: NFKC alone would put a space before them.
_VOICING = {0x309B: "\u3099", 0x309C: "\u309a"}
HIRAGANA = {code: chr(code + 0x60) for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}

_HALF_ORDER = (
    "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテト"
    "ナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
)
_TO_HALF = {ord(full): chr(0xFF61 + place) for place, full in enumerate(_HALF_ORDER)}
_TO_HALF |= {0x3099: "ﾞ", 0x309A: "ﾟ", 0x3000: " "}
_TO_HALF |= {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
_TO_HALF |= dict(zip(map(ord, "ヮヵヶヰヱ"), "ﾜｶｹｲｴ", strict=True))
_TO_HALF |= {
    ord(unicodedata.normalize("NFC", chr(code) + mark)): half + half_mark
    for mark, half_mark in (("\u3099", "ﾞ"), ("\u309a", "ﾟ"))
    for code, half in list(_TO_HALF.items())
    if len(unicodedata.normalize("NFC", chr(code) + mark)) == 1
}
_TO_HALF |= {code: _TO_HALF[ord(kana)] for code, kana in HIRAGANA.items() if ord(kana) in _TO_HALF}
_FROM_HALF = re.compile(r"[｡-ﾟ]+")
_TO_FULL = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {0x20: "\u3000"}


def half_width_kana(text: str) -> str:
    """Return ``text`` with kana, letters, digits and spaces in half width (ｶﾞ for ガ).

    Kana that have no half width lose what sets them apart: ヮヵヶヰヱ become ﾜｶｹｲｴ.
    """
    return unicodedata.normalize("NFC", text).translate(_TO_HALF)


def full_width_kana(text: str) -> str:
    """Return ``text`` with half-width kana made full; letters and spaces stay as they are."""
    return _FROM_HALF.sub(lambda run: composed(run[0]), text)


def full_width(text: str) -> str:
    """Return ``text`` with kana, letters, digits and spaces in full width."""
    return full_width_kana(text).translate(_TO_FULL)


def composed(text: str) -> str:
    """Return the compatibility form (NFKC): letters half width, kana full, voicing joined."""
    if unicodedata.is_normalized("NFKC", text):
        return text
    return unicodedata.normalize("NFKC", text.translate(_VOICING))
