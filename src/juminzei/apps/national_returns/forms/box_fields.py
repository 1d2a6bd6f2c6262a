"""A field for each kind of box of a national return."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.apps.national_returns.selectors.entry_boxes import USUAL
from juminzei.base.typed_day import NotADateError, read_day
from juminzei.base.wareki import era_of
from juminzei.formats.national_return_values import ERA_CODES
from juminzei.platform.typed_values import DayField, WholeField

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from juminzei.formats.national_return_boxes import Box

MOST_YEN = 99_999_999_999
COLLECTION = "ABI00010"
FIRST_YEAR, LAST_YEAR = 1912, 2099
LONGEST_TEXT = 100
_CODE = re.compile(r"[0-9A-Za-z]{1,10}")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?")
MOST_MONTH, MOST_DAY = 12, 31


def field_of(box: Box, label: str) -> forms.Field:
    """Return the field in which a box is entered; it may always stay blank."""
    if box.tag == COLLECTION:
        choices = [("", "記載なし"), ("1", "1 特別徴収"), ("2", "2 自分で納付")]
        return forms.ChoiceField(label=label, required=False, choices=choices)
    if box.type == "kubun" and box.tag in USUAL:
        return forms.BooleanField(label=label, required=False)
    if box.type in FIELDS:
        return FIELDS[box.type](label=label)
    return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT)


def _yen(label: str) -> forms.Field:
    return WholeField(least=-MOST_YEN, most=MOST_YEN, unit="円", label=label)


def _year(label: str) -> forms.Field:
    return WholeField(least=FIRST_YEAR, most=LAST_YEAR, unit="年", label=f"{label}（西暦）")


def _kind(label: str) -> forms.Field:
    return CodeField(label=f"{label}（区分）")


class _Typed(forms.CharField):
    """A short text of a fixed shape; nothing typed is an empty text."""

    example = ""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, required=False, **options)
        self.widget.attrs |= {"size": 10, "placeholder": self.example}

    def clean(self, value: object) -> str:
        """Return what was typed as the form writes it."""
        text = unicodedata.normalize("NFKC", super().clean(value)).strip()
        if not text:
            return ""
        written = self.written(text)
        if not written:
            raise forms.ValidationError(f"{self.example}のように入れてください。")
        return written

    def written(self, text: str) -> str:
        """Return the value of what was typed; empty if it is of another shape."""
        raise NotImplementedError


class CodeField(_Typed):
    """A kind (区分) or a code."""

    example = "1"

    def written(self, text: str) -> str:
        """Return the code."""
        return text if _CODE.fullmatch(text) else ""


class MonthField(_Typed):
    """A month of an era: number of the era, year and month."""

    example = "H20.5"

    def written(self, text: str) -> str:
        """Return era, year and month."""
        try:
            day = read_day(f"{text}.1")
        except NotADateError:
            return ""
        era, year = era_of(day)
        return f"{ERA_CODES[era]}-{year:02}-{day.month:02}"


class DayOfYearField(_Typed):
    """A day without its year."""

    example = "12-31"

    def written(self, text: str) -> str:
        """Return month and day."""
        found = _DAY_OF_YEAR.fullmatch(text)
        month, day = map(int, found.groups()) if found else (0, 0)
        fits = 1 <= month <= MOST_MONTH and 1 <= day <= MOST_DAY
        return f"{month:02}-{day:02}" if fits else ""


FIELDS: Mapping[str, Callable[..., forms.Field]] = MappingProxyType(
    {
        "kubun": _kind,
        "code": CodeField,
        "date": DayField,
        "kingaku": _yen,
        "kingaku_text": _yen,
        "yy": _year,
        "yymm": MonthField,
        "mmdd": DayOfYearField,
    }
)
"""By kind of box; the others are texts."""
