"""How names end up in reports: characters that files cannot hold, and slips of the hand."""

from __future__ import annotations

import unicodedata

SELECTORS = dict.fromkeys(range(0xE0100, 0xE01F0))
NOT_IN_CP932 = str.maketrans("𠮷𡈽", "吉土")
NOT_IN_JIS = str.maketrans("髙﨑濵栁德", "高崎浜柳徳")
SIMPLER = str.maketrans("齋齊邊邉澤嶋櫻濱", "斎斉辺辺沢島桜浜")
FULL_WIDTH = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {0x20: "\u3000"}
LARGE = str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")


def in_cp932(text: str) -> str:
    """Return ``text`` with what Windows' Shift_JIS cannot hold replaced: 𠮷 → 吉, no IVS."""
    return text if text.isascii() else text.translate(SELECTORS).translate(NOT_IN_CP932)


def in_jis(text: str) -> str:
    """Return ``text`` in JIS X 0208: also 髙 → 高, 﨑 → 崎, 濵 → 浜."""
    return in_cp932(text).translate(NOT_IN_JIS)


def simplified(text: str) -> str:
    """Return ``text`` with old forms that many programs fold: 邊 → 辺, 齋 → 斎."""
    return in_jis(text).translate(SIMPLER)


def full_width(text: str) -> str:
    """Return ``text`` with letters, digits and spaces in full width."""
    return text.translate(FULL_WIDTH)


def misread(kana: str, slip: int, place: int) -> str:
    """Return ``kana`` as a hurried hand writes it.

    Args:
        kana: A full name in full-width kana.
        slip: Which slip, any whole number; where it is not possible the next is tried.
        place: Where, any whole number.
    """
    for kind in range(len(SLIPS)):
        wrong = SLIPS[(slip + kind) % len(SLIPS)](kana, place)
        if wrong != kana:
            return wrong
    return kana + "ー"


def _voicing_lost(kana: str, place: int) -> str:
    """タカダ for タカタ and the other way round, at one sound that can be voiced or is."""
    marked = [at for at, sign in enumerate(kana) if sign != _turned(sign)]
    if not marked:
        return kana
    at = marked[place % len(marked)]
    return kana[:at] + _turned(kana[at]) + kana[at + 1 :]


def _turned(sign: str) -> str:
    apart = unicodedata.normalize("NFD", sign)
    if len(apart) > 1:
        return apart[0]
    voiced = unicodedata.normalize("NFC", sign + "\u3099")
    return voiced if len(voiced) == 1 and sign != "ウ" else sign


def _large_for_small(kana: str, _place: int) -> str:
    """シヨウ for ショウ."""
    return kana.translate(LARGE)


def _one_lost(kana: str, place: int) -> str:
    """One sign is missing; never the first, which lists are sorted by."""
    at = 1 + place % max(len(kana) - 1, 1)
    return kana if at >= len(kana) or kana[at] == "\u3000" else kana[:at] + kana[at + 1 :]


def _two_swapped(kana: str, place: int) -> str:
    at = place % max(len(kana) - 1, 1)
    pair = kana[at : at + 2]
    return kana if "\u3000" in pair else kana[:at] + pair[::-1] + kana[at + 2 :]


def _other_long_vowel(kana: str, _place: int) -> str:
    """オウタ for オオタ, ユー for ユウ."""
    for one, other in (
        ("オオ", "オウ"),
        ("ユウ", "ユー"),
        ("ョウ", "ョオ"),
        ("ズ", "ヅ"),
        ("ジ", "ヂ"),
    ):
        if one in kana:
            return kana.replace(one, other, 1)
    return kana


SLIPS = (_voicing_lost, _large_for_small, _one_lost, _two_swapped, _other_long_vowel)
