"""What is looked for among returns, and when deliveries are expected."""

from __future__ import annotations

from django import forms

from juminzei.apps.national_returns.models import DeliverySource, StagedState
from juminzei.formats.national_delivery_index import KINDS
from juminzei.platform.day_input import DayInput

FIRST_YEAR, LAST_YEAR = 2021, 2100
MOST_PAGES = 100_000


class ReturnFilterForm(forms.Form):
    """Which returns are listed; nothing here names a person."""

    tax_year = forms.IntegerField(
        label="年度", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    state = forms.ChoiceField(
        label="状態", required=False, choices=[("", "すべて"), *StagedState.choices]
    )
    kind = forms.ChoiceField(
        label="申告種別", required=False, choices=[("", "すべて"), *((k, k) for k in KINDS)]
    )
    received_from = forms.DateField(label="受付日から", required=False, widget=DayInput())
    received_until = forms.DateField(label="受付日まで", required=False, widget=DayInput())
    remarked = forms.BooleanField(label="補記のあるものだけ", required=False)


class ReturnSearchForm(forms.Form):
    """Whom a return is looked for; it is posted, so that no name stands in an address."""

    name = forms.CharField(label="氏名", max_length=60, required=False)
    kana = forms.CharField(label="フリガナ", max_length=60, required=False)
    birth_on = forms.DateField(label="生年月日", required=False, widget=DayInput())
    address = forms.CharField(label="住所", max_length=100, required=False)
    reference = forms.CharField(label="整理番号", max_length=40, required=False)
    page = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_PAGES, widget=forms.HiddenInput()
    )

    def clean(self) -> dict[str, object]:
        """Ask for something to look for."""
        told = super().clean() or {}
        if not any(value for name, value in told.items() if name != "page") and not self.errors:
            raise forms.ValidationError("探す条件を一つ以上入れてください。")
        return told


class ExpectationForm(forms.Form):
    """How often deliveries come."""

    source = forms.ChoiceField(label="区分", choices=DeliverySource.choices)
    every_days = forms.IntegerField(label="間隔（日）", min_value=1, max_value=92)
    valid_from = forms.DateField(label="期間の初日", widget=DayInput())
    valid_until = forms.DateField(label="期間の末日", widget=DayInput())


class YearForm(forms.Form):
    """Of which year."""

    tax_year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)


class DisposalForm(forms.Form):
    """By which day the time of returns was over, and why they are erased."""

    until = forms.DateField(label="この日までに保存期限が過ぎたもの", widget=DayInput())
    reason = forms.CharField(label="理由（氏名・番号は書かない）", max_length=200)


class ForwardForm(forms.Form):
    """To which municipality a return goes, and why."""

    municipality = forms.RegexField(
        label="回送先の市区町村コード（6桁）",
        regex=r"^\d{6}$",
        error_messages={"invalid": "数字6桁で入れてください。"},
    )
    reason = forms.CharField(label="理由（氏名・番号は書かない）", max_length=200)
