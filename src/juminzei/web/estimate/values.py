"""Turns the boxes of the trial into fields of a form, each with its range."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.base.money import Rate
from juminzei.kernel.column_kind import MOST_AGE, MOST_YEN
from juminzei.kernel.columns import column_kinds
from juminzei.kernel.contract import fields as contract_fields
from juminzei.kernel.contract.schema import MOST_CHARGE
from juminzei.platform.typed_values import DayField, WholeField

if TYPE_CHECKING:
    from juminzei.web.estimate.boxes import Box

LONGEST = 20


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
