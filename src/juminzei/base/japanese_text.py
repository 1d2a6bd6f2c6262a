"""Keys under which different spellings of a Japanese name or address meet.

Keys are for comparing and searching; what people wrote is always kept beside them.
"""

from __future__ import annotations

import re

from juminzei.base.character_width import (
    HIRAGANA,
    composed,
    full_width,
    full_width_kana,
    half_width_kana,
)
from juminzei.base.kanji_variants import FOLDED

__all__ = [
    "address_key",
    "full_width",
    "full_width_kana",
    "fuzzy_kana_key",
    "half_width_kana",
    "kana_key",
    "name_key",
    "without_selectors",
]

_ONE_SOUND = dict(
    zip("ァィゥェォッャュョヮヵヶヂヅヲヴヰヱ", "アイウエオツヤユヨワカケジズオブイエ", strict=True)
)
_DASHES = "‐‑‒–—―−－─━ー"
_DROPPED = dict.fromkeys(map(ord, " 　\t・･.,，．、。'’`=＝()（）"))
_SELECTORS = dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
_KANA: dict[int, str | None] = {ord(kana): sound for kana, sound in _ONE_SOUND.items()}
_KANA |= {hiragana: _ONE_SOUND.get(kana, kana) for hiragana, kana in HIRAGANA.items()}
_KANA |= {**_DROPPED, **dict.fromkeys(map(ord, "-" + _DASHES), "ー")}
_NAME: dict[int, str | None] = {**FOLDED, **_DROPPED}
_REPEATED = re.compile(r"(.)々")

_ADDRESS: dict[int, str | None] = {
    **FOLDED,
    **_SELECTORS,
    **dict.fromkeys(map(ord, _DASHES + "~〜"), "-"),
}
_PREFECTURE = re.compile(r"(?:北海道|東京都|京都府|大阪府|.{2,3}?県)")
_BUILDING = re.compile(r"(?<=[0-9地番号目])[ \t]+(?=\D).*")
_SECTION = re.compile(r"大字|(?<=[^文十大 ])字")
_NUMERAL = re.compile(
    r"[〇零一二三四五六七八九十百千]+(?=丁目|番|号|[-のノ之][0-9〇一二三四五六七八九十])"
    r"|(?<=[-のノ之])[〇零一二三四五六七八九十百千]+(?=[-のノ之号番]|$)"
)
_UNITS = re.compile(r"(?<=[0-9])(?:丁目|番地[のノ之]?|番|号室|号|[のノ之](?=[0-9]))-?")
_LOT = re.compile(r"\D*[0-9]+(?:-[0-9]+)*")
_BETWEEN_KANJI = re.compile(r"(?<=[一-龠])(?:[ヶがガ]|[の之])(?=[一-龠])")
_TENS = {"十": 10, "百": 100, "千": 1000}
_UNIT_VALUE = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}


def without_selectors(text: str) -> str:
    """Return ``text`` without variation selectors (IVS): the plain form of each kanji."""
    return text if text.isascii() else text.translate(_SELECTORS)


def kana_key(text: str) -> str:
    """Return the key under which spellings of one kana name meet.

    Widths, hiragana and katakana, small and large kana, spaces, middle dots and the
    sounds that are written in two ways (ヂ and ジ, ヅ and ズ, ヲ and オ, ヴ and ブ) are one.
    """
    return composed(text).translate(_KANA).upper()


def fuzzy_kana_key(text: str) -> str:
    """Return :func:`kana_key` without long vowel marks: オーノ and オノ meet."""
    return kana_key(text).replace("ー", "")


def name_key(text: str) -> str:
    """Return the key under which spellings of one written name meet.

    Variation selectors and spaces are dropped, variants of kanji folded (髙 to 高, 﨑 to 崎,
    邉 to 辺), a repetition mark written out (佐々木 and 佐佐木), letters in capitals.
    """
    key = composed(without_selectors(text)).translate(_NAME)
    if "々" in key:
        key = _REPEATED.sub(r"\1\1", key)
    return key.upper()


def address_key(text: str) -> str:
    """Return municipality, town and lot of an address; buildings and rooms are left out.

    ``埼玉県加須市三俣二丁目１番地１ 加須ハイツ１０１`` and ``加須市三俣2-1-1`` give the same key.
    Town names keep their numerals (八幡, 一本木); only those that count are made digits.
    """
    key = composed(text).translate(_ADDRESS)
    key = _BUILDING.sub("", key).replace(" ", "")
    if "字" in key:
        key = _SECTION.sub("", key)
    key = _UNITS.sub("-", _NUMERAL.sub(_digits, key))
    lot = _LOT.match(key)
    key = (lot[0] if lot else key).rstrip("-")
    if prefecture := _PREFECTURE.match(key):
        key = key[prefecture.end() :]
    return _BETWEEN_KANJI.sub(_joint, key).upper()


def _joint(sign: re.Match[str]) -> str:
    return "ノ" if sign[0] in "の之" else "ケ"


def _digits(numeral: re.Match[str]) -> str:
    """Write a kanji numeral with digits: 二十三 as 23, 二三 as 23, 〇 as 0."""
    run = numeral[0]
    if not any(sign in _TENS for sign in run):
        return "".join(str(_UNIT_VALUE[sign]) for sign in run)
    total = digit = 0
    for sign in run:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = _UNIT_VALUE[sign]
    return str(total + digit)
