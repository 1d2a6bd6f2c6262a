"""What staff fill in about closeness."""

from __future__ import annotations

import re
import unicodedata

from django import forms

from juminzei.apps.conflicts.models import CosignPurpose, Relation
from juminzei.base.numbers import addressee_number

DIGITS = 10
DIGITS_RUN = re.compile(r"\d(?:\W?\d){3}")
STATES = [("open", "未処理"), ("decided", "処理済"), ("all", "すべて")]


class StateForm(forms.Form):
    """Which lines of a list are shown."""

    state = forms.ChoiceField(label="状態", required=False, choices=STATES)
    staff = forms.CharField(label="職員番号", max_length=12, required=False)


class EnterAddresseeForm(forms.Form):
    """Which addressee a member of staff, or a relative, is."""

    member = forms.CharField(label="職員番号", max_length=12)
    addressee = forms.CharField(label="宛名番号", max_length=DIGITS)
    relation = forms.ChoiceField(label="関係", choices=Relation.choices)
    holds = forms.ChoiceField(
        label="区分", choices=[("yes", "登録する"), ("no", "登録を取り消す")], initial="yes"
    )

    def clean_addressee(self) -> int:
        """Accept an addressee number with a right check digit, in either width."""
        digits = unicodedata.normalize("NFKC", self.cleaned_data["addressee"])
        if not (digits.isascii() and digits.isdigit()) or not addressee_number.is_valid(
            int(digits)
        ):
            raise forms.ValidationError(
                "宛名番号（10桁、最後は検査数字）ではありません。番号を確かめてください。"
            )
        return int(digits)


class ConfirmForm(forms.Form):
    """The second person's word on an entry."""

    outcome = forms.ChoiceField(
        label="確認", choices=[("confirm", "正しいので確認する"), ("refuse", "却下する")]
    )


class AskForm(forms.Form):
    """What a close person's pages are needed for."""

    purpose = forms.ChoiceField(label="利用目的", choices=CosignPurpose.choices)
    reason = forms.CharField(label="理由（番号・氏名は書かない）", max_length=100)

    def clean_reason(self) -> str:
        """Refuse digits in a row, which would tell of somebody."""
        reason = str(self.cleaned_data["reason"])
        if DIGITS_RUN.search(unicodedata.normalize("NFKC", reason)):
            raise forms.ValidationError("理由に4桁以上の数字は書けません。言葉で入れてください。")
        return reason


class DecideForm(forms.Form):
    """A supervisor's word."""

    outcome = forms.ChoiceField(
        label="判断", choices=[("grant", "閲覧を承認する"), ("refuse", "承認しない")]
    )
