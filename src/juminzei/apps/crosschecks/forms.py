"""What staff fill in about checks."""

from __future__ import annotations

import re
import unicodedata

from django import forms

from juminzei.apps.crosschecks.check_rules import KINDS, SEVERITIES, checks
from juminzei.apps.crosschecks.models import AnswerOutcome, CaseResult, CaseState, LetterKind
from juminzei.base.numbers import addressee_number
from juminzei.platform.day_input import DayInput

DIGITS = 10
DIGITS_RUN = re.compile(r"\d(?:\W?\d){3}")
ANY = ("", "すべて")
STATES = [
    ("waiting", "未処理（未着手・着手済・要確認）"),
    ("unanswered", "文書の回答期限が過ぎた"),
    ANY,
    *CaseState.choices,
]


class CasesForm(forms.Form):
    """Which cases are listed."""

    check = forms.ChoiceField(
        label="チェック",
        required=False,
        choices=lambda: [ANY, *((one.id, one.name) for one in checks().values())],
    )
    kind = forms.ChoiceField(label="種類", required=False, choices=[ANY, *KINDS.items()])
    severity = forms.ChoiceField(label="重さ", required=False, choices=[ANY, *SEVERITIES.items()])
    state = forms.ChoiceField(label="状態", required=False, choices=STATES)


class FindForm(forms.Form):
    """Whose cases are looked for."""

    number = forms.CharField(label="宛名番号", max_length=DIGITS)

    def clean_number(self) -> int:
        """Accept an addressee number with a right check digit, in either width."""
        return _number(self.cleaned_data["number"])


class WorkForm(forms.Form):
    """How far a case has come."""

    state = forms.ChoiceField(
        label="状態",
        choices=[(one.value, one.label) for one in CaseState if one != CaseState.GONE],
    )
    result = forms.ChoiceField(
        label="結果（完了のとき）", required=False, choices=CaseResult.choices
    )
    note = forms.CharField(label="記事（番号・氏名は書かない）", max_length=200, required=False)

    def clean_note(self) -> str:
        """Refuse digits in a row, which would tell of somebody."""
        note = str(self.cleaned_data["note"])
        if DIGITS_RUN.search(unicodedata.normalize("NFKC", note)):
            raise forms.ValidationError("記事に4桁以上の数字は書けません。言葉で入れてください。")
        return note


class LetterForm(forms.Form):
    """A letter about a case."""

    kind = forms.ChoiceField(label="文書", choices=LetterKind.choices)
    to = forms.ChoiceField(label="あて先")
    reply_by = forms.DateField(label="回答期限", widget=DayInput())
    city_name = forms.CharField(
        label="照会先の市区町村（他市町村へ）", max_length=40, required=False
    )
    municipality = forms.CharField(
        label="照会先の市区町村コード",
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 8}),
    )

    def clean_municipality(self) -> str:
        """Accept digits of either width."""
        return unicodedata.normalize("NFKC", self.cleaned_data["municipality"]).strip()

    def __init__(self, *args: object, choices: list[tuple[str, str]], **kwargs: object) -> None:
        """Offer the people and the reports of a case."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as given
        self.fields["to"].choices = choices  # type: ignore[attr-defined]  # a choice field has them


class AnswerForm(forms.Form):
    """What came back to a letter about a case."""

    letter_id = forms.TypedChoiceField(label="文書", coerce=int)
    outcome = forms.ChoiceField(label="回答", choices=AnswerOutcome.choices)
    answered_on = forms.DateField(label="回答日", widget=DayInput())
    income = forms.IntegerField(
        label="回答の合計所得金額（円）",
        min_value=0,
        max_value=99_999_999_999,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 14}),
    )
    note = forms.CharField(label="回答の内容", max_length=200, required=False)

    def __init__(self, *args: object, letters: list[tuple[str, str]], **kwargs: object) -> None:
        """Offer the letters of a case."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as given
        self.fields["letter_id"].choices = letters  # type: ignore[attr-defined]  # a choice field has them


class RelativesForm(forms.Form):
    """Which relatives are listed."""

    resolution = forms.ChoiceField(
        label="特定",
        required=False,
        choices=[
            ("none", "未特定"),
            ("number", "個人番号"),
            ("household", "同じ世帯"),
            ("register", "住民記録"),
            ("clerk", "職員"),
            ("outside", "市外"),
            ("abroad", "国外"),
            ANY,
        ],
    )


class RelativeForm(forms.Form):
    """Who a relative is."""

    outcome = forms.ChoiceField(
        label="判断",
        choices=[("clerk", "この宛名番号の人"), ("outside", "市外の人"), ("abroad", "国外の人")],
    )
    number = forms.CharField(label="宛名番号（市内の人）", max_length=DIGITS, required=False)

    def clean_number(self) -> int | None:
        """Accept an addressee number with a right check digit, or nothing."""
        text = self.cleaned_data["number"]
        return _number(text) if text else None


def _number(text: str) -> int:
    digits = unicodedata.normalize("NFKC", text).strip()
    if not (digits.isascii() and digits.isdigit()) or not addressee_number.is_valid(int(digits)):
        raise forms.ValidationError(
            "宛名番号（10桁、最後は検査数字）ではありません。番号を確かめてください。"
        )
    return int(digits)
