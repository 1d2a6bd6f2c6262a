"""Asking for a pack, writing it, bringing it back, reasons."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from juminzei.apps.return_desk.api import Venue
from juminzei.apps.venue_packs.models import PackState, Selection
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.sealed_pack import refuse_weak
from juminzei.platform.day_input import DayInput

PARTING = re.compile(r"[\s,、，]+")
ADDRESSEE = re.compile(r"\d{10}")
STAFF = re.compile(r"[0-9A-Z]{3,12}")
LONGEST_LIST = 70_000
"""Signs; as many numbers as a pack may hold."""


class PackFilterForm(forms.Form):
    """Which packs are shown."""

    state = forms.ChoiceField(
        label="状態", required=False, choices=[("", "すべて"), *PackState.choices]
    )


class AskForm(forms.Form):
    """A pack to be asked for."""

    venue = forms.ModelChoiceField(
        label="会場", queryset=Venue.objects.order_by("name"), empty_label=None
    )
    tax_year = forms.IntegerField(label="年度", min_value=2021, max_value=2027)
    first_day = forms.DateField(label="会場の初日", widget=DayInput())
    last_day = forms.DateField(label="会場の末日", widget=DayInput())
    due_on = forms.DateField(label="返却期限（この日まで開ける）", widget=DayInput())
    selection = forms.ChoiceField(label="対象者の選び方", choices=Selection.choices)
    town = forms.CharField(label="町名", max_length=60, required=False)
    numbers = forms.CharField(
        label="宛名番号（10桁、改行か空白で区切る）",
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    staff_numbers = forms.CharField(label="使う職員の職員番号（空白で区切る）", max_length=200)
    reason = forms.CharField(label="目的（氏名・番号は書かない）", max_length=100)

    def clean_numbers(self) -> list[int]:
        """Return the numbers."""
        found = [one for one in PARTING.split(self.cleaned_data["numbers"]) if one]
        if any(not ADDRESSEE.fullmatch(one) or not one.isascii() for one in found):
            raise forms.ValidationError("宛名番号は数字10桁です。10桁でないものがあります。")
        return sorted({int(one) for one in found})

    def clean_staff_numbers(self) -> list[str]:
        """Return the staff numbers."""
        found = [one for one in PARTING.split(self.cleaned_data["staff_numbers"]) if one]
        if any(not STAFF.fullmatch(one) for one in found):
            raise forms.ValidationError("職員番号を空白で区切って入れてください。")
        return sorted(set(found))


class WriteForm(forms.Form):
    """The passphrase of a pack, typed twice, kept nowhere."""

    passphrase = forms.CharField(
        label="合言葉（16字以上）",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="合言葉（もう一度）",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ, and a weak one."""
        told: dict[str, Any] = self.cleaned_data
        if told.get("passphrase") and told.get("again"):
            if told["passphrase"] != told["again"]:
                raise forms.ValidationError("二つの合言葉が違います。入れ直してください。")
            try:
                refuse_weak(told["passphrase"])
            except PackRefusedError as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return told


class BringForm(forms.Form):
    """The file that a venue wrote."""

    file = forms.FileField(label="返却ファイル")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="理由（氏名・番号は書かない）", max_length=100)
