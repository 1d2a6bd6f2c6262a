"""What clerks fill in around a return: begin, confirm, put aside, attach."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

from juminzei.apps.return_desk.forms.queue_forms import venue_field
from juminzei.apps.return_desk.models import Confirmed, Means, ReturnKind, ReturnState
from juminzei.base.numbers import addressee_number
from juminzei.base.numbers.individual_number import IndividualNumber

DIGITS = 10
DIGITS_RUN = re.compile(r"\d(?:\W?\d){3}")
PARTING = re.compile(r"[\s\-‐‑‒–—―−－ー]")


class NumberField(forms.CharField):
    """An Individual Number, typed unseen and never given back."""

    def __init__(self, **options: Any) -> None:
        widget = forms.PasswordInput(
            render_value=False,
            attrs={"inputmode": "numeric", "autocomplete": "off"},
        )
        super().__init__(max_length=30, required=False, widget=widget, **options)

    def to_python(self, value: str | None) -> IndividualNumber | None:  # type: ignore[override]  # the field's own type
        """Return the number; the error does not repeat what was typed."""
        plain = PARTING.sub("", unicodedata.normalize("NFKC", value or ""))
        if not plain:
            return None
        try:
            number = IndividualNumber(plain)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        if not number.is_valid:
            raise forms.ValidationError(
                "個人番号の検査数字が合いません。書類を見て入れ直してください。"
            )
        return number

    def run_validators(self, value: object) -> None:
        """Do nothing: the length was seen to."""


class WordsField(forms.CharField):
    """A reason in words; digits in a row would tell of somebody."""

    def clean(self, value: object) -> str:
        """Return the words."""
        words = str(super().clean(value))
        if DIGITS_RUN.search(unicodedata.normalize("NFKC", words)):
            raise forms.ValidationError("4桁以上の数字は書けません。言葉で入れてください。")
        return words


class FindPersonForm(forms.Form):
    """Whose return is taken."""

    number = forms.CharField(label="宛名番号", max_length=DIGITS)

    def clean_number(self) -> int:
        """Accept an addressee number with a right check digit, in either width."""
        digits = unicodedata.normalize("NFKC", self.cleaned_data["number"])
        if not (digits.isascii() and digits.isdigit()) or not addressee_number.is_valid(
            int(digits)
        ):
            raise forms.ValidationError(
                "宛名番号（10桁、最後は検査数字）ではありません。番号を確かめてください。"
            )
        return int(digits)


class BeginForm(forms.Form):
    """Which return of a person is begun, where."""

    tax_year = forms.IntegerField(label="年度", min_value=2021, max_value=2027)
    kind = forms.ChoiceField(label="申告の種類", choices=ReturnKind.choices)
    venue = venue_field()
    ticket = forms.IntegerField(
        label="整理番号（ある人だけ）", required=False, min_value=1, max_value=999_999
    )


class ConfirmationForm(forms.Form):
    """By which document something was confirmed."""

    what = forms.ChoiceField(label="確認", choices=Confirmed.choices)
    means = forms.ChoiceField(label="書類", choices=[("", "選んでください"), *Means.choices])
    number = NumberField(label="個人番号（番号確認のとき）")
    proxy_name = forms.CharField(
        label="代理人の氏名（代理人のとき）", max_length=60, required=False
    )
    proxy_relation = forms.CharField(label="本人との関係", max_length=20, required=False)


class ReasonForm(forms.Form):
    """Why a return is put aside, opened again or cancelled."""

    reason = WordsField(label="理由（番号・氏名は書かない）", max_length=100)


class AnswerForm(forms.Form):
    """Why a warning may stand."""

    finding = forms.CharField(max_length=60, widget=forms.HiddenInput())
    reason = WordsField(label="確認した理由", max_length=100)


class AttachForm(forms.Form):
    """A scanned paper."""

    what = forms.CharField(label="書類", max_length=40)
    file = forms.FileField(label="画像（PNG・JPEG・TIFF）")


class NoticeForm(forms.Form):
    """The file of a medical notice."""

    notice = forms.FileField(label="医療費通知情報（マイナポータルのCSV）")


class ReturnFilterForm(forms.Form):
    """Which returns are listed."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[("open", "受付中・保留"), ("", "すべて"), *ReturnState.choices],
    )
    kind = forms.ChoiceField(
        label="申告の種類", required=False, choices=[("", "すべて"), *ReturnKind.choices]
    )
    tax_year = forms.IntegerField(label="年度", required=False, min_value=2021, max_value=2027)
    number = forms.CharField(label="受付番号・宛名番号", max_length=DIGITS, required=False)
