"""What officers type."""

from __future__ import annotations

import unicodedata

from django import forms

from juminzei.apps.oversight.models import Outcome, WatchGround
from juminzei.apps.oversight.rules import rules
from juminzei.apps.oversight.selectors.record_search import RecordTerms
from juminzei.platform.audit.actions import actions
from juminzei.platform.audit.results import Result
from juminzei.platform.day_input import DayInput
from juminzei.platform.staff.policy import FUNCTIONS

DIGITS = 10
EVERY = ("", "すべて")


class RecordSearchForm(forms.Form):
    """By what records of acts are searched."""

    person = forms.CharField(label="対象者（宛名番号）", max_length=DIGITS, required=False)
    staff = forms.CharField(label="職員番号", max_length=12, required=False)
    since = forms.DateField(label="この日から", required=False, widget=DayInput)
    until = forms.DateField(label="この日まで", required=False, widget=DayInput)
    function = forms.ChoiceField(
        label="機能", required=False, choices=lambda: [EVERY, *FUNCTIONS.items()]
    )
    action = forms.ChoiceField(
        label="操作",
        required=False,
        choices=lambda: [EVERY, *((key, one.name) for key, one in actions().items())],
    )
    result = forms.ChoiceField(label="結果", required=False, choices=[EVERY, *Result.choices])

    def clean_person(self) -> str:
        """Accept digits only, in either width, and write all ten."""
        return _digits(self.cleaned_data["person"])

    def clean(self) -> dict[str, object]:
        """Refuse days in the wrong order."""
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            raise forms.ValidationError("「この日まで」が「この日から」より前です。")
        return given

    def terms(self) -> RecordTerms:
        """Return what a valid form asks for."""
        return RecordTerms(**self.cleaned_data)


class FindingFilterForm(forms.Form):
    """Which findings are shown."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[("open", "未判断"), ("decided", "判断済"), ("all", "すべて")],
    )
    rule = forms.ChoiceField(
        label="規則",
        required=False,
        choices=lambda: [EVERY, *((key, one.name) for key, one in rules().by_key.items())],
    )
    staff = forms.CharField(label="職員番号", max_length=12, required=False)


class FindingDecisionForm(forms.Form):
    """An officer's decision."""

    outcome = forms.ChoiceField(label="判断", choices=Outcome.choices)
    reason = forms.CharField(label="理由", max_length=400)


class WatchForm(forms.Form):
    """Whom to watch over from now on, or no more."""

    number = forms.CharField(label="宛名番号", max_length=DIGITS)
    watch = forms.ChoiceField(
        label="登録", choices=[("watch", "注視を始める"), ("release", "注視を終える")]
    )
    ground = forms.ChoiceField(label="理由", choices=WatchGround.choices)

    def clean_number(self) -> int:
        """Accept digits only, in either width."""
        return int(_digits(self.cleaned_data["number"]))


def _digits(text: str) -> str:
    """Return an addressee number with all its ten digits, none for none.

    Raises:
        django.forms.ValidationError: There is something else in it.
    """
    digits = unicodedata.normalize("NFKC", text)
    if digits and not (digits.isascii() and digits.isdigit()):
        raise forms.ValidationError("宛名番号は、数字10桁で入れてください。")
    return digits.zfill(DIGITS) if digits else ""
