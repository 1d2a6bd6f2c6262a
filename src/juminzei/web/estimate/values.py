"""Reads what clerks type into boxes: yen with commas, full-width digits, days by era."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.apps.addressees.forms import NotADateError, read_day
from juminzei.base.money import Rate
from juminzei.base.yen_text import yen_text
from juminzei.kernel.column_kind import MOST_AGE, MOST_YEN
from juminzei.kernel.columns import column_kinds
from juminzei.kernel.contract import fields as contract_fields
from juminzei.kernel.contract.schema import MOST_CHARGE

if TYPE_CHECKING:
    from datetime import date

    from juminzei.web.estimate.boxes import Box

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


class RateField(forms.CharField):
    """A rate such as 6/100; nothing typed is an empty text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST, required=False, **options)
        self.widget.attrs |= {"autocomplete": "off", "size": 14, "placeholder": "6/100"}

    def clean(self, value: object) -> str:
        """Return the rate as the contract writes it."""
        text = unicodedata.normalize("NFKC", super().clean(value)).replace(" ", "")
        try:
            wrong = bool(text) and Rate.parse(text).fraction > 1
        except ValueError:
            wrong = True
        if wrong:
            raise forms.ValidationError("税率は 6/100 のように、1以下の分数で入れてください。")
        return text


def field_of(box: Box) -> forms.Field:
    """Return the form's field of ``box``."""
    if box.kind == "flag":
        return forms.BooleanField(label=box.label, required=False)
    if box.kind == "choice":
        return forms.ChoiceField(label=box.label, choices=box.choices, required=False)
    if box.kind == "day":
        return DayField(label=box.label)
    if box.kind == "rate":
        return RateField(label=box.label)
    least, most = _range(box)
    unit = "歳" if box.kind == "age" else "円"
    return WholeField(label=box.label, least=least, most=most, unit=unit)


def _range(box: Box) -> tuple[int, int]:
    if box.kind == "age":
        return 0, MOST_AGE
    if box.kind == "whole":
        return 0, MOST_CHARGE
    column = contract_fields.AMOUNTS.get(box.path)
    kind = column_kinds().get(column) if column else None
    return (kind.least, kind.most) if kind else (0, MOST_YEN)
