"""What staff fill in about what came."""

from __future__ import annotations

import re
import unicodedata

from django import forms

from juminzei.apps.receiving.models import (
    ApplicationOutcome,
    Copy,
    EmployerOutcome,
    Fate,
    FileState,
    SummaryOutcome,
)
from juminzei.formats.employer_application import ApplicationKind
from juminzei.platform.documents.channel import Channel, Source

DIGITS_RUN = re.compile(r"\d(?:\W?\d){11}")
"""As long as an Individual Number."""
STATES = [
    ("open", "処理中"),
    ("unconfirmed", "二人目の確認待ち"),
    ("closed", "締め済"),
    ("all", "すべて"),
]
ALL = [("", "すべて")]


class DeliveryFilterForm(forms.Form):
    """Which entries of the register are shown."""

    channel = forms.ChoiceField(label="入手方法", required=False, choices=ALL + Channel.choices)
    state = forms.ChoiceField(label="状態", required=False, choices=STATES)
    medium = forms.CharField(label="媒体番号", required=False, max_length=40)
    since = forms.DateField(
        label="受領日（から）", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label="受領日（まで）", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class FileFilterForm(forms.Form):
    """Which received files are shown."""

    channel = forms.ChoiceField(label="入手方法", required=False, choices=ALL + Channel.choices)
    state = forms.ChoiceField(label="状態", required=False, choices=ALL + FileState.choices)


class PeriodForm(forms.Form):
    """From which day to which."""

    since = forms.DateField(label="から", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="まで", widget=forms.DateInput(attrs={"type": "date"}))


CHOOSE = ("", "選んでください")
"""An entry of the register must not come of a form that nobody filled in."""


class DeliveryForm(forms.Form):
    """How a delivery came, from whom, and what it claims to hold."""

    channel = forms.ChoiceField(label="入手方法", choices=[CHOOSE, *Channel.choices])
    source = forms.ChoiceField(label="入手元", choices=[CHOOSE, *Source.choices])
    tax_year = forms.IntegerField(
        label="年度（西暦、決まっているとき）", required=False, min_value=2010, max_value=2100
    )
    sender = forms.CharField(label="提出者", required=False, max_length=120)
    medium = forms.CharField(label="媒体番号", required=False, max_length=40)
    copy = forms.ChoiceField(label="正副", choices=Copy.choices)
    bearer = forms.CharField(label="持込者", required=False, max_length=60)
    box = forms.CharField(label="箱番号", required=False, max_length=20)
    claimed_files = forms.IntegerField(
        label="申告されたファイル数", required=False, min_value=0, max_value=100_000
    )
    claimed_documents = forms.IntegerField(
        label="申告された件数", required=False, min_value=0, max_value=10_000_000
    )


class UploadForm(forms.Form):
    """A file that came with a delivery."""

    file = forms.FileField(label="ファイル（2.5 MB まで）", max_length=1_000)


class NoteForm(forms.Form):
    """A note, with no number of anybody's in it."""

    note = forms.CharField(label="記事（氏名・番号は書かない）", required=False, max_length=100)

    def clean_note(self) -> str:
        """Refuse what might be somebody's number."""
        return without_numbers(str(self.cleaned_data["note"]))


class ConfirmForm(NoteForm):
    """The second person's word on a medium."""

    outcome = forms.ChoiceField(
        label="確認",
        choices=[("confirm", "媒体番号・持込者・件数を確認した"), ("refuse", "受領を取り下げる")],
    )


class StepForm(NoteForm):
    """What is done with a delivery as a whole."""

    step = forms.ChoiceField(
        label="手続", choices=[("close", "締める"), ("return", "媒体を返却した")]
    )


class ReleaseForm(forms.Form):
    """What is to become of a quarantined file."""

    fate = forms.ChoiceField(label="扱い", choices=Fate.choices)
    reason = forms.CharField(label="理由（氏名・番号は書かない）", max_length=100)

    def clean_reason(self) -> str:
        """Refuse what might be somebody's number."""
        return without_numbers(str(self.cleaned_data["reason"]))


class PapersForm(forms.Form):
    """What was done with the papers of a lot."""

    note = forms.CharField(label="処理の内容（氏名・番号は書かない）", max_length=100)
    done = forms.BooleanField(label="送付書と画像を取り出し、すべて処理した（中身を消去する）")

    def clean_note(self) -> str:
        """Refuse what might be somebody's number."""
        return without_numbers(str(self.cleaned_data["note"]))


class DecideForm(forms.Form):
    """The second person's word on a quarantined file."""

    outcome = forms.ChoiceField(
        label="決定", choices=[("grant", "承認する"), ("refuse", "却下する")]
    )


def without_numbers(text: str) -> str:
    """Return a text that a clerk typed, if it holds nothing as long as an Individual Number.

    Raises:
        django.forms.ValidationError: It does.
    """
    if DIGITS_RUN.search(unicodedata.normalize("NFKC", text)):
        raise forms.ValidationError("12桁以上の数字は書けません。言葉で入れてください。")
    return text.strip()


class EmployerForm(forms.Form):
    """What is known of an employer."""

    name = forms.CharField(label="名称", max_length=120)
    kana = forms.CharField(label="フリガナ", required=False, max_length=120)
    collector_number = forms.CharField(label="指定番号", required=False, max_length=12)
    corporate_number = forms.CharField(
        label="法人番号（個人事業主は空ける）", required=False, max_length=13
    )
    postcode = forms.CharField(label="郵便番号", required=False, max_length=7)
    address = forms.CharField(label="所在地", max_length=200)
    telephone = forms.CharField(label="電話番号", required=False, max_length=20)
    user_reference = forms.CharField(label="利用者ID（eLTAX）", required=False, max_length=20)

    def clean(self) -> dict[str, object]:
        """Take numbers in either width."""
        given = super().clean() or {}
        for name in ("collector_number", "corporate_number", "postcode", "user_reference"):
            given[name] = unicodedata.normalize("NFKC", str(given.get(name, ""))).strip()
        return given


class EmployerSearchForm(forms.Form):
    """Which employers are shown. A name is posted and kept out of addresses."""

    number = forms.CharField(label="指定番号・法人番号", required=False, max_length=13)
    name = forms.CharField(label="名称", required=False, max_length=120)


class MergeForm(forms.Form):
    """Into which employer another merged."""

    into = forms.IntegerField(label="合併先の事業所番号", min_value=1, max_value=2**62)


class UnknownEmployerForm(forms.Form):
    """Who an unknown payer is."""

    outcome = forms.ChoiceField(label="判断", choices=EmployerOutcome.choices)
    employer = forms.IntegerField(
        label="登録済みの事業所番号（同じ・合併のとき）",
        required=False,
        min_value=1,
        max_value=2**62,
    )


class SummaryFilterForm(forms.Form):
    """Which checks of summaries are shown."""

    year = forms.IntegerField(label="年度（西暦）", min_value=2010, max_value=2100)
    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[
            ("differs", "差異あり（未了承）"),
            ("accepted", "了承済"),
            ("agrees", "一致"),
            ("", "すべて"),
        ],
    )


class SummaryDecisionForm(forms.Form):
    """A clerk's word on a difference."""

    outcome = forms.ChoiceField(label="判断", choices=SummaryOutcome.choices)
    reason = forms.CharField(label="理由（氏名・番号は書かない）", max_length=100)

    def clean_reason(self) -> str:
        """Refuse what might be somebody's number."""
        return without_numbers(str(self.cleaned_data["reason"]))


class PunchForm(forms.Form):
    """A batch of paper that is lent out."""

    contractor = forms.CharField(label="委託先", max_length=120)
    tax_year = forms.IntegerField(label="年度（西暦）", min_value=2010, max_value=2100)
    box = forms.CharField(label="箱番号", max_length=20)
    first_number = forms.IntegerField(label="最初の資料番号", min_value=1, max_value=99_999_999)
    last_number = forms.IntegerField(label="最後の資料番号", min_value=1, max_value=99_999_999)
    sheets = forms.IntegerField(label="件数", min_value=1, max_value=1_000_000)
    due_on = forms.DateField(
        label="返却期限", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class PunchReturnForm(NoteForm):
    """What came back of a batch."""

    field_order = ("sheets", "rows", "note")
    sheets = forms.IntegerField(label="返却された紙の件数", min_value=0, max_value=1_000_000)
    rows = forms.IntegerField(label="納品されたデータの件数", min_value=0, max_value=1_000_000)


class ApplicationFilterForm(forms.Form):
    """Which notifications of employers are shown."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[("open", "判断待ち"), *ApplicationOutcome.choices, ("all", "すべて")],
    )
    application = forms.ChoiceField(
        label="届出",
        required=False,
        choices=ALL + [(one.value, one.value) for one in ApplicationKind],
    )
    number = forms.CharField(label="指定番号", required=False, max_length=12)


class ApplicationDecisionForm(forms.Form):
    """A clerk's word on a notification."""

    outcome = forms.ChoiceField(label="判断", choices=ApplicationOutcome.choices)
    employer = forms.IntegerField(label="事業所番号", required=False, min_value=1, max_value=2**62)
    addressee = forms.IntegerField(
        label="宛名番号（給与所得者についての届出）", required=False, min_value=1, max_value=2**62
    )
    reason = forms.CharField(
        label="差し戻す理由（氏名・番号は書かない）", required=False, max_length=100
    )

    def clean_reason(self) -> str:
        """Refuse what might be somebody's number."""
        return without_numbers(str(self.cleaned_data["reason"]))
