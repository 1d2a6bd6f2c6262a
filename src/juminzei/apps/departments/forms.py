"""What staff fill in about departments' records."""

from __future__ import annotations

import re
import unicodedata

from django import forms

from juminzei.apps.departments.models import Store
from juminzei.base.numbers import addressee_number
from juminzei.platform.day_input import DayInput

DIGITS = 10
DIGITS_RUN = re.compile(r"\d(?:\W?\d){3}")


class StoreForm(forms.Form):
    """Which facts of a store are listed."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[("on", "基準日に有効"), ("all", "すべての履歴")],
    )
    on = forms.DateField(
        label="基準日",
        required=False,
        widget=DayInput(),
    )


class WaitingForm(forms.Form):
    """Which waiting rows are listed."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[("open", "未判断"), ("decided", "判断済"), ("all", "すべて")],
    )
    store = forms.ChoiceField(
        label="種類", required=False, choices=[("", "すべて"), *Store.choices]
    )


class PersonForm(forms.Form):
    """Whose records are opened."""

    number = forms.CharField(label="宛名番号", max_length=DIGITS)

    def clean_number(self) -> int:
        """Accept an addressee number with a right check digit, in either width."""
        digits = unicodedata.normalize("NFKC", self.cleaned_data["number"]).strip()
        if not (digits.isascii() and digits.isdigit()) or not addressee_number.is_valid(
            int(digits)
        ):
            raise forms.ValidationError(
                "宛名番号（10桁、最後は検査数字）ではありません。番号を確かめてください。"
            )
        return int(digits)


class DecideForm(forms.Form):
    """A clerk's word on a waiting row."""

    outcome = forms.ChoiceField(
        label="判断",
        choices=[("take", "この宛名の人のものとして取り込む"), ("leave", "取り込まない")],
    )
    reason = forms.CharField(label="理由（番号・氏名は書かない）", max_length=100)

    def clean_reason(self) -> str:
        """Refuse digits in a row, which would tell of somebody."""
        reason = str(self.cleaned_data["reason"])
        if DIGITS_RUN.search(unicodedata.normalize("NFKC", reason)):
            raise forms.ValidationError("理由に4桁以上の数字は書けません。言葉で入れてください。")
        return reason
