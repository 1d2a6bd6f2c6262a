"""Whole numbers: amounts in yen, counts, flags and codes."""

from __future__ import annotations

import re

from juminzei.formats.cells.codec import Cells, Codec, Problem, RefusedError

_DIGIT = "[0-9０-９]"
_KINDS = (
    ("負の数", re.compile(rf"[-−－▲△]\s*(?:{_DIGIT}|[,，])+")),
    ("通貨記号", re.compile(r".*[¥￥\\円].*")),
    ("桁区切り", re.compile(rf"{_DIGIT}+(?:[,，]{_DIGIT}+)+")),
    ("小数", re.compile(rf"{_DIGIT}+[.．]{_DIGIT}*")),
    ("指数表記", re.compile(rf"(?:{_DIGIT}|[.．])+[eEｅＥ][+\-]?{_DIGIT}+")),
    ("全角数字", re.compile(rf"{_DIGIT}+")),
)


class WholeNumber(Codec):
    """Half-width digits; a blank cell is None and not 0."""

    def __init__(self, max_digits: int, *, required: bool = False) -> None:
        """Take at most ``max_digits`` digits."""
        self.max_digits = max_digits
        self.required = required

    def read(self, cells: Cells) -> int | None:
        """Return the number, or None for a blank cell."""
        text = cells[0].strip(" ")
        if text.isdigit() and text.isascii() and len(text) <= self.max_digits:
            return int(text)
        if not text:
            if self.required:
                raise RefusedError(Problem("空欄", "必須の項目が空欄です。"))
            return None
        raise RefusedError(self._problem(text))

    def plain(self, texts: set[str]) -> dict[str, object]:
        """Return the numbers that do not begin with a zero."""
        longest = self.max_digits
        return {
            text: int(text)
            for text in texts
            if text.isdigit() and text.isascii() and text[0] != "0" and len(text) <= longest
        }

    def write(self, value: object) -> Cells:
        """Return the digits without leading zeros."""
        return ("" if value is None else str(value),)

    def _problem(self, text: str) -> Problem:
        if text.isdigit() and text.isascii():
            return Problem("桁数超過", f"{len(text)}桁あります（{self.max_digits}桁まで）。")
        for kind, pattern in _KINDS:
            if pattern.fullmatch(text):
                return Problem(kind, f"{kind}で書かれています。半角の数字だけで書く項目です。")
        return Problem("数字でない", "数字でない文字があります。半角の数字だけで書く項目です。")


class FilledNumber(WholeNumber):
    """A number that is printed with zeros in front, as an addressee number."""

    def plain(self, texts: set[str]) -> dict[str, object]:
        """Return the numbers that have all their digits."""
        return {text: int(text) for text in super().plain(texts) if len(text) == self.max_digits}

    def write(self, value: object) -> Cells:
        """Return all digits."""
        return (str(value).zfill(self.max_digits),)


class Flag(Codec):
    """0 or 1; a blank cell is None, which counts as not set but is written back blank."""

    def __init__(self, allowed: tuple[str, ...] = ()) -> None:
        """Take the codes ``allowed``; every code but 0 means set."""
        self.allowed = allowed or ("0", "1")

    def read(self, cells: Cells) -> bool | None:
        """Return whether the flag is set, or None for a blank cell."""
        text = cells[0].strip(" ")
        if not text:
            return None
        if text not in self.allowed:
            raise RefusedError(outside(self.allowed))
        return text != "0"

    def write(self, value: object) -> Cells:
        """Return 1, 0 or a blank."""
        return ("" if value is None else "1" if value else "0",)


class Code(Codec):
    """One of a list of codes, kept as text; a blank is allowed unless required."""

    def __init__(self, allowed: tuple[str, ...], max_digits: int, *, required: bool) -> None:
        """Take the codes ``allowed``, or any digits where the list is empty."""
        self.allowed = allowed
        self.max_digits = max_digits
        self.required = required

    def read(self, cells: Cells) -> str:
        """Return the code as written."""
        text = cells[0]
        if not text:
            if self.required:
                raise RefusedError(Problem("空欄", "必須の項目が空欄です。"))
            return text
        if self.allowed:
            if text not in self.allowed:
                raise RefusedError(outside(self.allowed))
        elif not (text.isascii() and text.isdigit()):
            raise RefusedError(Problem("数字でない", "半角の数字だけで書く項目です。"))
        elif len(text) > self.max_digits:
            problem = f"{len(text)}桁あります（{self.max_digits}桁まで）。"
            raise RefusedError(Problem("桁数超過", problem))
        return text

    def write(self, value: object) -> Cells:
        """Return the code."""
        return (str(value),)


def outside(allowed: tuple[str, ...], *, place: int = 0) -> Problem:
    """Return the problem of a code that is none of ``allowed``."""
    return Problem("区分外", f"{'・'.join(allowed)}のどれでもありません。", place=place)
