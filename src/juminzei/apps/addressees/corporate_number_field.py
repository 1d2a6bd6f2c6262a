"""The field for a corporate number (法人番号)."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

from juminzei.base.numbers import corporate_number

PARTING = re.compile(r"[\s\-‐‑‒–—―−ー]")


class OnlyIfRight(forms.TextInput):
    """What was typed comes back only if it is a corporate number, and nothing else."""

    def format_value(self, value: object) -> str | None:
        """Return the value if its check digit is right."""
        return str(value) if corporate_number.is_valid(str(value)) else None


class CorporateNumberField(forms.CharField):
    """Thirteen digits in either width, parted or not, with a right check digit."""

    def __init__(self, **options: Any) -> None:
        widget = OnlyIfRight(attrs={"autocomplete": "off", "inputmode": "numeric"})
        super().__init__(label="法人番号", max_length=30, widget=widget, **options)

    def to_python(self, value: str | None) -> str:
        """Return the digits; the error does not repeat what was typed."""
        plain = PARTING.sub("", unicodedata.normalize("NFKC", value or ""))
        if plain and not corporate_number.is_valid(plain):
            raise forms.ValidationError(
                "法人番号は13桁の数字で、検査数字が合う必要があります。書類を見て入れ直してください。"
            )
        return plain
