"""Fields for what clerks type: yen with commas, full-width digits, days by era."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.base.typed_day import NotADateError, read_day
from juminzei.base.yen_text import yen_text

if TYPE_CHECKING:
    from datetime import date

MINUS = str.maketrans({"▲": "-", "△": "-", "−": "-", "ー": "-", "‐": "-"})
LONGEST = 20


class WholeField(forms.CharField):
    """A whole number within its range; nothing typed is None."""

    def __init__(self, *, least: int, most: int, unit: str, **options: Any) -> None:
        super().__init__(max_length=LONGEST, required=False, **options)
        self.least, self.most, self.unit = least, most, unit
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "size": 14}

    def clean(self, value: object) -> int | None:
        """Return the number that was typed."""
        text = unicodedata.normalize("NFKC", super().clean(value)).translate(MINUS)
        text = text.replace(",", "").replace("、", "").removesuffix(self.unit).strip()
        if not text:
            return None
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError("数字で入れてください（例：1,234,000）。")
        number = int(text)
        if not self.least <= number <= self.most:
            raise forms.ValidationError(
                f"{yen_text(self.least)}{self.unit}から{yen_text(self.most)}{self.unit}までで"
                "入れてください。"
            )
        return number


class DayField(forms.CharField):
    """A day as people write it; nothing typed is None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST, required=False, **options)
        self.widget.attrs |= {"autocomplete": "off", "size": 14, "placeholder": "S55.4.1"}

    def clean(self, value: object) -> date | None:
        """Return the day that was typed."""
        text = super().clean(value)
        try:
            return read_day(text) if text else None
        except NotADateError as error:
            raise forms.ValidationError(str(error)) from error
