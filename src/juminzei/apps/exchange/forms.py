"""What staff fill in about what goes to others and comes from them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

from juminzei.apps.exchange.models import Direction, OutgoingNoticeKind, Step, Way
from juminzei.apps.exchange.notice_amounts import AMOUNTS
from juminzei.apps.exchange.selectors.standing import STATES
from juminzei.apps.exchange.services.take_notice import ONE_STOP
from juminzei.base.numbers import addressee_number, municipality_code
from juminzei.formats.city_notice_kind import CityNoticeKind
from juminzei.platform.day_input import DayInput
from juminzei.platform.documents.channel import Channel

ALL = ("", "すべて")
FIRST_YEAR, LAST_YEAR = 2016, 2100
MOST_YEN = 10**13 - 1
CODE = {"inputmode": "numeric", "autocomplete": "off", "size": 8}
INCOMING_KINDS = [*((one.value, one.value) for one in CityNoticeKind), (ONE_STOP, ONE_STOP)]
BY_CLERK = (Channel.PAPER, Channel.MEDIUM, Channel.ELTAX)
"""Ways by which a notice comes that a clerk types; e-mail and flash memory are no channels."""
TWELVE = re.compile(r"(?<!\d)\d(?:\W?\d){11}(?!\W?\d)")


def municipality_field(label: str) -> forms.CharField:
    """Return a field for six digits with their check digit, in either width."""
    return forms.CharField(label=label, max_length=6, widget=forms.TextInput(attrs=CODE))


def yen_field(label: str) -> forms.IntegerField:
    """Return a field for an amount that may be missing, yen."""
    return forms.IntegerField(
        label=f"{label}（円）", min_value=0, max_value=MOST_YEN, required=False
    )


def code_of(text: str) -> str:
    """Return the code of another municipality.

    Raises:
        ValidationError: It is none.
    """
    code = unicodedata.normalize("NFKC", text).strip()
    if not municipality_code.is_valid(code):
        raise forms.ValidationError(
            "団体コードは、検査数字を含む6桁です。相手方を確かめてください。"
        )
    return code


def addressee_of(text: str) -> int:
    """Return an addressee number with a right check digit.

    Raises:
        ValidationError: It is none.
    """
    digits = unicodedata.normalize("NFKC", text).strip()
    right = digits.isascii() and digits.isdigit() and addressee_number.is_valid(int(digits))
    if not right:
        raise forms.ValidationError("宛名番号が正しくありません。10桁の番号を確かめてください。")
    return int(digits)


def words_of(text: str) -> str:
    """Return words in which there is nothing that might be an Individual Number.

    Raises:
        ValidationError: There is.
    """
    if TWELVE.search(unicodedata.normalize("NFKC", text)):
        raise forms.ValidationError("12桁の数字は書けません。個人番号は書かないでください。")
    return text


class ConsignmentFilterForm(forms.Form):
    """Which consignments are listed."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[
            ALL,
            ("open", "未送付（承認待ち・送付待ち）"),
            *((key, words) for key, (_, words) in STATES.items()),
            ("kept", "送付済で写しが残るもの"),
        ],
    )
    kind = forms.ChoiceField(
        label="種類",
        required=False,
        choices=[ALL, ("documents", "課税資料の回送"), ("notice", "他市町村への通知")],
    )
    number = forms.IntegerField(label="送付番号", min_value=1, max_value=10**9, required=False)


class StepForm(forms.Form):
    """One step with a consignment."""

    step = forms.ChoiceField(choices=Step.choices, widget=forms.HiddenInput)
    way = forms.ChoiceField(
        label="送付方法", required=False, choices=[(one.value, one.label) for one in Way]
    )
    on = forms.DateField(label="日", required=False, widget=DayInput)
    note = forms.CharField(label="記事（氏名・番号は書かない）", max_length=100, required=False)

    def clean_note(self) -> str:
        """Refuse what might be somebody's number."""
        return words_of(str(self.cleaned_data["note"]))


class ForwardForm(forms.Form):
    """Where a document goes that is not ours."""

    municipality = municipality_field("回送先の団体コード")
    note = forms.CharField(label="メモ", max_length=200, required=False)

    def clean_municipality(self) -> str:
        """Refuse what is no code."""
        return code_of(str(self.cleaned_data["municipality"]))


class PersonForm(forms.Form):
    """What notices in both directions have: of whom, of which year."""

    tax_year = forms.IntegerField(label="年度（西暦）", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    addressee = forms.CharField(label="宛名番号", max_length=10)

    def clean_addressee(self) -> int:
        """Accept an addressee number in either width."""
        return addressee_of(str(self.cleaned_data["addressee"]))


class OutgoingForm(PersonForm):
    """A notice to another municipality."""

    field_order = ("kind", "tax_year", "municipality", "addressee")
    kind = forms.ChoiceField(label="通知の種類", choices=OutgoingNoticeKind.choices)
    municipality = municipality_field("送付先の団体コード")
    reference = forms.CharField(label="相手方の文書番号", max_length=40, required=False)
    donation_before = yen_field(AMOUNTS["donation_before"])
    donation = yen_field(AMOUNTS["donation"])
    revenue_employment = yen_field(AMOUNTS["revenue_employment"])
    revenue_public_pension = yen_field(AMOUNTS["revenue_public_pension"])
    aggregate_income = yen_field(AMOUNTS["aggregate_income"])
    words = forms.CharField(label="内容（番号は書かない）", max_length=300, required=False)

    def clean_municipality(self) -> str:
        """Refuse what is no code."""
        return code_of(str(self.cleaned_data["municipality"]))

    def clean_words(self) -> str:
        """Refuse what might be somebody's number."""
        return words_of(str(self.cleaned_data["words"]))

    def entry(self) -> dict[str, Any]:
        """Return the arguments of ``NoticeEntry``."""
        given = dict(self.cleaned_data)
        amounts = {name: given.pop(name) for name in AMOUNTS}
        said = {name: yen for name, yen in amounts.items() if yen is not None}
        return {**given, "kind": OutgoingNoticeKind(given["kind"]), "amounts": said}


class IncomingForm(PersonForm):
    """A notice that another city sent, as a clerk types it."""

    field_order = ("kind", "tax_year", "sender", "reference", "noticed_on", "channel", "addressee")
    kind = forms.ChoiceField(label="通知の種類", choices=INCOMING_KINDS)
    sender = municipality_field("送付元の団体コード")
    reference = forms.CharField(label="相手方の文書番号", max_length=40)
    noticed_on = forms.DateField(label="通知日", widget=DayInput)
    channel = forms.ChoiceField(
        label="入手方法", choices=[(one.value, one.label) for one in BY_CLERK]
    )
    revenue_employment = yen_field("給与収入")
    revenue_public_pension = yen_field("公的年金等収入")
    aggregate_income = yen_field("合計所得金額")
    donation = yen_field("寄附金の額（申告特例通知）")
    donated_on = forms.DateField(
        label="寄附した日（申告特例通知）", required=False, widget=DayInput
    )
    note = forms.CharField(label="備考（番号は書かない）", max_length=100, required=False)

    def clean_sender(self) -> str:
        """Refuse what is no code."""
        return code_of(str(self.cleaned_data["sender"]))

    def clean_note(self) -> str:
        """Refuse what might be somebody's number."""
        return words_of(str(self.cleaned_data["note"]))

    def typed(self) -> dict[str, Any]:
        """Return the arguments of ``NoticeTyped``."""
        return {**self.cleaned_data, "channel": Channel(self.cleaned_data["channel"])}


class MediumStepForm(forms.Form):
    """The second person's word on a medium."""

    outcome = forms.ChoiceField(
        label="決定", choices=[("approved", "承認する"), ("turned_down", "取り下げる")]
    )
    note = forms.CharField(label="記事（氏名・番号は書かない）", max_length=100, required=False)

    def clean_note(self) -> str:
        """Refuse what might be somebody's number."""
        return words_of(str(self.cleaned_data["note"]))


class MediumFilterForm(forms.Form):
    """Which media are listed."""

    direction = forms.ChoiceField(label="向き", required=False, choices=[ALL, *Direction.choices])
    label = forms.CharField(label="媒体番号", max_length=40, required=False)


class LogForm(forms.Form):
    """Which part of the log is shown."""

    direction = forms.ChoiceField(
        label="向き", required=False, choices=[ALL, ("out", "送信"), ("in", "受信")]
    )
    state = forms.ChoiceField(
        label="状態", required=False, choices=[ALL, ("open", "未処理あり"), ("wrong", "件数不一致")]
    )
    since = forms.DateField(label="から", required=False, widget=DayInput)
    until = forms.DateField(label="まで", required=False, widget=DayInput)
