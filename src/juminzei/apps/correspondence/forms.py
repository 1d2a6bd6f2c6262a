"""What clerks fill in about letters."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.apps.correspondence.models import (
    Document,
    Kind,
    NoticeGround,
    ReturnReason,
    StepKind,
    StopCause,
)
from juminzei.apps.correspondence.precedence import ALL, taxes
from juminzei.apps.correspondence.services.entry import REPRESENTATIVES, Entry
from juminzei.apps.correspondence.services.returned import BY_HAND
from juminzei.base.wareki import wareki_text
from juminzei.formats.blanking import blank_numbers_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Choices = Sequence[tuple[str, str]] | Callable[[], Sequence[tuple[str, str]]]

NUMBER_DIGITS, POSTCODE_DIGITS = 10, 7
FIRST_YEAR, LAST_YEAR = 2000, 2100


class WordsInput(forms.TextInput):
    """A field that shows again what was typed, but no Individual Number."""

    def format_value(self, value: object) -> str | None:
        """Return the words with such numbers blanked."""
        return None if value is None else blank_numbers_in_words(str(value))


class HiddenWords(WordsInput):
    """The same while the answers are checked."""

    input_type = "hidden"


class Words(forms.CharField):
    """A line of text in which an Individual Number is blanked, and nothing acts as a sign."""

    widget = WordsInput
    hidden_widget = HiddenWords

    def to_python(self, value: object) -> str:
        """Return the line as it is kept."""
        text = re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", str(value or "")).strip()
        return blank_numbers_in_words(text)


class Digits(Words):
    """Digits in either width, parted or not."""

    def __init__(self, *, digits: int, exact: bool = False, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.digits, self.exact = digits, exact

    def to_python(self, value: object) -> str:
        """Return the digits.

        Raises:
            django.forms.ValidationError: There is something else, or too much.
        """
        plain = re.sub(r"[\s\-〒‐－ー]", "", unicodedata.normalize("NFKC", str(value or "")))
        if not plain:
            return ""
        wrong_length = len(plain) != self.digits if self.exact else len(plain) > self.digits
        if wrong_length or not (plain.isascii() and plain.isdigit()):
            raise forms.ValidationError(f"{self.label}は、数字{self.digits}桁で入れてください。")
        return plain


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """Return a field for a day that the browser lets one choose."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label,
        required=required,
        widget=widget,
        help_text=help_text,
        error_messages={"required": f"{label}を入れてください。"},
    )


def choice(label: str, choices: Choices, **options: Any) -> forms.ChoiceField:
    """Return a field with a list to choose from, whose errors do not repeat what was sent."""
    told = {
        "invalid_choice": f"{label}を一覧から選んでください。",
        "required": f"{label}を選んでください。",
    }
    return forms.ChoiceField(label=label, choices=choices, error_messages=told, **options)


class CheckedForm(forms.Form):
    """A form whose answers are shown once more before they count."""

    def answers(self) -> list[tuple[str, str]]:
        """Return what a valid form says, label and words, empty ones left out."""
        return [
            (str(field.label), text)
            for name, field in self.fields.items()
            if (text := _in_words(field, self.cleaned_data.get(name)))
        ]


def _in_words(field: forms.Field, value: object) -> str:
    if isinstance(field, forms.BooleanField):
        return "はい" if value else ""
    if isinstance(field, forms.DateField):
        return wareki_text(value) if isinstance(value, date) else ""
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, ""))  # type: ignore[arg-type]  # no groups
    return "" if value is None else str(value)


class ArrangementForm(CheckedForm):
    """What every entry about letters says."""

    kind_of_form: Kind | None = None

    tax = choice("税目", lambda: list(taxes().items()))
    valid_from = day("開始日")
    valid_until = day("終了日（決まっていれば）", required=False)
    reason = Words(label="理由", max_length=200)
    evidence = Words(label="根拠資料", max_length=200)

    def entry(self) -> Entry:
        """Return what a valid form enters."""
        given = dict(self.cleaned_data)
        kind = Kind(given.pop("kind", self.kind_of_form))
        connected = given.pop("connected", "")
        return Entry(kind=kind, connected=int(connected) if connected else None, **given)


class SendingAddressForm(ArrangementForm):
    """Another address for a person's letters."""

    kind_of_form = Kind.SENDING_ADDRESS

    postcode = Digits(label="郵便番号", digits=POSTCODE_DIGITS, exact=True, required=False)
    address = Words(label="住所", max_length=200)
    building = Words(label="方書（建物・部屋番号）", max_length=100, required=False)
    care_of = Words(label="様方（世帯主などの氏名）", max_length=60, required=False)
    country = Words(label="国名（国外のとき）", max_length=40, required=False)
    field_order = ("tax", "valid_from", "valid_until", "postcode", "address", "building", "care_of")


class RepresentativeForm(ArrangementForm):
    """Who receives a person's letters."""

    kind = choice("種別", [(kind.value, kind.label) for kind in Kind if kind in REPRESENTATIVES])
    connected = Digits(label="受け取る人の宛名番号", digits=NUMBER_DIGITS)
    designated = forms.BooleanField(
        label="届出がないため市が指定した（相続人代表者）", required=False
    )
    share_numerator = forms.IntegerField(
        label="持分・相続分の分子", required=False, min_value=1, max_value=10**9
    )
    share_denominator = forms.IntegerField(
        label="持分・相続分の分母", required=False, min_value=1, max_value=10**9
    )
    field_order = ("kind", "connected", "tax", "valid_from", "valid_until")


class SendingStopForm(ArrangementForm):
    """That nothing is sent."""

    kind_of_form = Kind.SENDING_STOP

    cause = choice("停止の事由", StopCause.choices)
    field_order = ("cause", "tax", "valid_from", "valid_until")


class EndForm(CheckedForm):
    """The last day of an entry."""

    last_day = day("最後の日（開始日の前日にすると取消）")
    reason = Words(label="理由", max_length=200)
    evidence = Words(label="根拠資料", max_length=200)


class DayForm(forms.Form):
    """The day on which a page looks."""

    on = day("この日に送る書類", required=False)


class PersonNumberForm(forms.Form):
    """Whose letter came back."""

    number = Digits(label="通知書番号（宛名番号）", digits=NUMBER_DIGITS)


class ReturnedForm(CheckedForm):
    """A letter that came back."""

    document = choice("書類", Document.choices)
    tax = choice("税目", lambda: [(key, name) for key, name in taxes().items() if key != ALL])
    tax_year = forms.IntegerField(label="年度（西暦）", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    notice_number = Digits(
        label="通知書番号（宛名番号と違うとき）", digits=NUMBER_DIGITS, required=False
    )
    reason = choice("返戻の事由", ReturnReason.choices)
    returned_on = day("返戻日")
    note = Words(label="備考", max_length=200, required=False)


class StepForm(CheckedForm):
    """What was done about a letter that came back."""

    kind = choice("処理", [(kind.value, kind.label) for kind in StepKind if kind in BY_HAND])
    done_on = day("実施日")
    result = Words(label="結果", max_length=200)


class ProposalForm(CheckedForm):
    """A proposal to deliver by public notice."""

    ground = choice("事由（地方税法20条の2第1項）", NoticeGround.choices)
    investigation = Words(label="調査の経過", max_length=400)


class DecisionForm(CheckedForm):
    """The second person's decision."""

    outcome = choice("決定", [("approve", "承認する"), ("turn_down", "却下する")])
    reason = Words(label="理由（却下するとき）", max_length=200, required=False)


class PostingForm(CheckedForm):
    """On which days a public notice was put up."""

    posted_on = day("掲示場への掲示を始めた日")
    published_on = day("インターネットでの公表を始めた日（行うとき）", required=False)
