"""One thing that a document says and that may be corrected: how it is shown, entered and read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.numbers import corporate_number
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.kernel.column_kind import MOST_YEN

if TYPE_CHECKING:
    from juminzei.apps.assessment.selectors.official_corrections import Value

FLAGS = (("1", "あり"), ("", "なし"))
DIGITS = 14


class CorrectionRefusedError(Exception):
    """Nothing was corrected; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a document says and that may be corrected."""

    key: str
    label: str
    received: Value
    counts: Value
    """What counts now: what was received, or what an earlier correction made of it."""
    shape: str
    """``number``, ``flag``, ``day``, ``text``, ``corporate`` (法人番号) or ``choice``."""
    least: int = 0
    most: int = MOST_YEN
    longest: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    place: str = ""
    """Of a relative: where the document names them."""

    def told(self, value: Value) -> str:
        """Return a value for a clerk."""
        if self.choices:
            return dict(self.choices).get(self.entered(value), str(value or ""))
        if self.shape == "number" and isinstance(value, int):
            return f"{value:,}"
        return str(value or "")

    def entered(self, value: Value) -> str:
        """Return a value as it is entered."""
        if self.shape == "flag":
            return "1" if value else ""
        return "" if value is None else str(value)

    def read(self, text: str) -> Value:
        """Return what was entered.

        Raises:
            CorrectionRefusedError: It is no such value.
        """
        plain = unicodedata.normalize("NFKC", text).strip()
        if self.choices:
            return self._chosen(plain)
        if self.shape == "number":
            return self._number(plain.replace(",", ""))
        if self.shape == "day":
            return self._day(plain)
        if self.shape == "corporate":
            return self._corporate(plain)
        kept = blank_numbers_in_words(text.strip())
        if len(kept) > self.longest:
            raise CorrectionRefusedError(f"{self.label}：{self.longest}文字までで入れてください。")
        return kept

    def _chosen(self, text: str) -> Value:
        if text not in dict(self.choices):
            raise CorrectionRefusedError(f"{self.label}：選び直してください。")
        if self.shape == "flag":
            return bool(text)
        return int(text) if isinstance(self.received, int) else text

    def _number(self, text: str) -> Value:
        if not text and self.received is None:
            return None
        sign = text.removeprefix("-")
        if not (sign.isascii() and sign.isdigit()) or len(sign) > DIGITS:
            raise CorrectionRefusedError(f"{self.label}：数字で入れてください。")
        if not self.least <= int(text) <= self.most:
            raise CorrectionRefusedError(
                f"{self.label}：{self.least:,}から{self.most:,}までで入れてください。"
            )
        return int(text)

    def _corporate(self, text: str) -> Value:
        if text and not corporate_number.is_valid(text):
            raise CorrectionRefusedError(
                f"{self.label}：検査数字を含む13桁です。確かめて入れ直してください。"
            )
        return text

    def _day(self, text: str) -> Value:
        try:
            return date.fromisoformat(text).isoformat() if text else None
        except ValueError:
            raise CorrectionRefusedError(
                f"{self.label}：2026-01-31 の形で、ある日を入れてください。"
            ) from None
