"""What staff fill in about letters that give something back to its sender."""

from __future__ import annotations

from django import forms

from juminzei.apps.receiving.forms import DIGITS_RUN
from juminzei.apps.receiving.models import LetterMatter, LetterStep, LetterWay
from juminzei.apps.receiving.selectors.sender_letters import STATES
from juminzei.platform.day_input import DayInput


def words_of(text: str) -> str:
    """Return words in which there is nothing that might be an Individual Number.

    Raises:
        ValidationError: There is.
    """
    if DIGITS_RUN.search(text):
        raise forms.ValidationError("12桁の数字は書けません。個人番号は書かないでください。")
    return text


class LetterFilterForm(forms.Form):
    """Which letters are listed."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[
            ("", "すべて"),
            ("late", "提出期限を過ぎたもの"),
            *((key, words) for key, (_, words) in STATES.items()),
        ],
    )
    number = forms.IntegerField(label="番号", min_value=1, max_value=10**9, required=False)


class LetterForm(forms.Form):
    """To whom a letter goes, and until when it is to be answered."""

    matter = forms.ChoiceField(choices=LetterMatter.choices, widget=forms.HiddenInput)
    key = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    employer = forms.IntegerField(
        label="宛先の事業所番号", min_value=1, max_value=10**9, required=False
    )
    receiver = forms.CharField(label="宛先の名称（登録のないとき）", max_length=120, required=False)
    address = forms.CharField(
        label="宛先の所在地（登録のないとき）", max_length=200, required=False
    )
    reply_by = forms.DateField(label="提出期限", widget=DayInput)

    def clean_receiver(self) -> str:
        """Refuse what might be somebody's number."""
        return words_of(str(self.cleaned_data["receiver"]))


class LetterStepForm(forms.Form):
    """One step with a letter."""

    step = forms.ChoiceField(choices=LetterStep.choices, widget=forms.HiddenInput)
    way = forms.ChoiceField(label="送付方法", required=False, choices=LetterWay.choices)
    answer = forms.IntegerField(label="訂正のファイル", min_value=1, required=False)
    note = forms.CharField(label="記事（氏名・番号は書かない）", max_length=100, required=False)

    def clean_note(self) -> str:
        """Refuse what might be somebody's number."""
        return words_of(str(self.cleaned_data["note"]))
