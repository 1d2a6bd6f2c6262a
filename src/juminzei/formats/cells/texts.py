"""Words: names, addresses, notes, half-width kana."""

from __future__ import annotations

import re
import sys

from juminzei.base.character_width import full_width, half_width_kana
from juminzei.base.numbers.individual_number import DIGITS
from juminzei.formats.blanking import blank_numbers_in_words, has_number_in_words
from juminzei.formats.cells.codec import Cells, Codec, Problem, RefusedError
from juminzei.formats.jis_characters import OUTSIDE_JIS
from juminzei.formats.sealed_text import SealedText

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\ufffd]")
_HALF_KANA = re.compile(r"[ -~｡-ﾟ]*")


class Text(Codec):
    """Text as it was written, but for Individual Numbers, which are blanked with a warning."""

    def __init__(self, max_length: int, *, required: bool = False, words: bool = True) -> None:
        """Take at most ``max_length`` characters (0: no limit).

        ``words`` is False for keys such as an employer's own number of a person,
        which are long runs of digits by nature and must come back as they were.
        """
        self.max_length = max_length
        self.required = required
        self.words = words

    def read(self, cells: Cells) -> str:
        """Return the text."""
        text = cells[0]
        problems = tuple(_problems(text, self.max_length, required=self.required))
        if problems:
            raise RefusedError(*problems)
        return _blanked(text) if self.words else text

    def plain(self, texts: set[str]) -> dict[str, object]:
        """Return the texts in which every character is of the standard."""
        longest = self.max_length or sys.maxsize
        return {
            text: text
            for text in texts
            if 0 < len(text) <= longest
            and not OUTSIDE_JIS.search(text)
            and (len(text) < DIGITS or not self.words or not has_number_in_words(text))
            and text.strip(" \u3000")
        }

    def write(self, value: object) -> Cells:
        """Return the text; its width and characters are the writer's concern."""
        return (str(value),)

    def doubts(self, cells: Cells, _value: object, /) -> tuple[Problem, ...]:
        """Warn of a number among the words, and of characters that the standard lacks."""
        if not self.words or cells[0].isascii():
            return tuple(_numbers(cells[0])) if self.words else ()
        return (*_numbers(cells[0]), *_outside_jis(cells[0]))


class FreeText(Text):
    """Text of our own layouts, where every character of Unicode may stand."""

    def doubts(self, cells: Cells, _value: object, /) -> tuple[Problem, ...]:
        """Warn of a number among the words."""
        return tuple(_numbers(cells[0]))


class HalfKana(Codec):
    """A kana name in half width, read as full width; a space between its parts is full too."""

    def __init__(self, max_length: int, *, required: bool) -> None:
        """Take at most ``max_length`` half-width characters, voicing marks counted."""
        self.max_length = max_length
        self.required = required

    def read(self, cells: Cells) -> str:
        """Return the name in full width."""
        text = cells[0]
        problems = tuple(_problems(text, self.max_length, required=self.required))
        if problems:
            raise RefusedError(*problems)
        return full_width(_blanked(text))

    def write(self, value: object) -> Cells:
        """Return the name in half width."""
        return (half_width_kana(str(value)),)

    def doubts(self, cells: Cells, _value: object, /) -> tuple[Problem, ...]:
        """Warn of characters that are not half-width kana."""
        if _HALF_KANA.fullmatch(cells[0]):
            return tuple(_numbers(cells[0]))
        remedy = "そのまま取り込みました。"
        return (Problem("半角カナでない", "半角カナ以外の文字があります。", remedy),)


class Sealed(Codec):
    """Names and Individual Numbers in one text, as 5人目以降の扶養親族."""

    secret = True

    def read(self, cells: Cells) -> SealedText:
        """Return the text, sealed."""
        problems = tuple(_problems(cells[0], 0, required=False))
        if problems:
            raise RefusedError(*problems)
        return SealedText(cells[0])

    def write(self, value: object) -> Cells:
        """Return the text as it was written."""
        return (value.reveal() if isinstance(value, SealedText) else "",)


def _problems(text: str, max_length: int, *, required: bool) -> list[Problem]:
    found: list[Problem] = []
    if required and not text.strip(" \u3000"):
        found.append(Problem("空欄", "必須の項目が空欄です。"))
    if max_length and len(text) > max_length:
        found.append(Problem("桁数超過", f"{len(text)}文字あります（{max_length}文字まで）。"))
    if _CONTROL.search(text):
        found.append(Problem("制御文字", "文字ではないデータ（制御文字）があります。"))
    return found


def _blanked(text: str) -> str:
    return text if len(text) < DIGITS else blank_numbers_in_words(text)


def _numbers(text: str) -> list[Problem]:
    if len(text) < DIGITS or not has_number_in_words(text):
        return []
    problem = "個人番号と思われる数字があります。"
    return [Problem("個人番号らしい数字", problem, "その数字を伏せて取り込みました。")]


def _outside_jis(text: str) -> list[Problem]:
    if text.isascii() or not OUTSIDE_JIS.search(text):
        return []
    problem = "JIS第1・第2水準にない文字があります。"
    return [Problem("JIS外の文字", problem, "そのまま取り込みました。")]
