"""What clerks fill in about lots for the tax office."""

from __future__ import annotations

from django import forms

from juminzei.apps.return_desk.forms.queue_forms import PeriodForm
from juminzei.apps.return_desk.models import LotState
from juminzei.platform.day_input import DayInput


class LotFilterForm(forms.Form):
    """Which lots are shown."""

    state = forms.ChoiceField(
        label="状態", required=False, choices=[("", "すべて"), *LotState.choices]
    )


class LotAskForm(PeriodForm):
    """A lot to be asked for."""

    first = forms.DateField(label="完了日の初日", widget=DayInput())
    last = forms.DateField(label="完了日の末日", widget=DayInput())
    tax_office = forms.CharField(label="税務署", max_length=40)
    due_on = forms.DateField(label="収受を確認する期限", widget=DayInput())


class LotStepForm(forms.Form):
    """What is told of a lot."""

    note = forms.CharField(
        label="記事（取下げの理由、収受を確認した方法。氏名・番号は書かない）",
        max_length=100,
        required=False,
    )
