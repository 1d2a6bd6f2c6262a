"""What clerks fill in about unified numbers."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from django import forms

from juminzei.apps.addressees.number_forms import IndividualNumberField, ShowNumberForm
from juminzei.apps.unified.models import CaseKind, LinkReason, ProposalAct
from juminzei.apps.unified.selectors.people_search import PeopleTerms
from juminzei.apps.unified.services.purposes import Purpose
from juminzei.apps.unified.systems import system_names
from juminzei.base.numbers import unified_number
from juminzei.formats.blanking import blank_numbers_in_words, has_number_in_words
from juminzei.platform.day_input import DayInput

ANY = ("", "すべて")
DECIDED_REASONS = (
    LinkReason.CONFIRMED,
    LinkReason.MISTAKE,
    LinkReason.CHANGED,
    LinkReason.MERGED,
    LinkReason.ENDED,
)


def _choice(label: str, **options: Any) -> forms.ChoiceField:
    """Return a field whose error does not repeat what was sent."""
    told = {"invalid_choice": f"{label}を一覧から選んでください。"}
    return forms.ChoiceField(label=label, error_messages=told, **options)


def _digits(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain and not (plain.isascii() and plain.isdigit()):
        raise forms.ValidationError("数字だけで入れてください。")
    return plain


class NumberNotRepeated(forms.TextInput):
    """A field whose content comes back with the form's errors, but no Individual Number."""

    def format_value(self, value: object) -> str | None:
        """Return the text unless an Individual Number is in it."""
        return None if has_number_in_words(str(value or "")) else super().format_value(value)


class DayNotRepeated(DayInput):
    """A day; what is none does not come back."""

    def format_value(self, value: object) -> str | None:
        """Return the day as browsers want it."""
        return value.isoformat() if isinstance(value, date) else None


class UnifiedNumberField(forms.CharField):
    """Fifteen digits with a right check digit."""

    widget = NumberNotRepeated

    def __init__(self, **options: Any) -> None:
        super().__init__(label="統合宛名番号", max_length=unified_number.DIGITS, **options)

    def clean(self, value: object) -> str:
        """Return the digits."""
        plain = _digits(str(super().clean(value)))
        if plain and not unified_number.is_valid(int(plain)):
            raise forms.ValidationError("15桁の統合宛名番号と検査数字を確かめてください。")
        return plain


class PeopleSearchForm(forms.Form):
    """By what people are searched, and what for."""

    purpose = _choice("利用目的", choices=[("", "選んでください"), *Purpose.choices])
    unified_number = UnifiedNumberField(required=False)
    system = _choice(
        "業務", choices=lambda: [("", "選ばない"), *system_names().items()], required=False
    )
    local_number = forms.CharField(
        label="業務の宛名番号", max_length=11, required=False, widget=NumberNotRepeated
    )
    kana = forms.CharField(label="カナ", max_length=60, required=False, widget=NumberNotRepeated)
    name = forms.CharField(label="氏名", max_length=60, required=False, widget=NumberNotRepeated)
    birth_on = forms.DateField(label="生年月日", required=False, widget=DayNotRepeated)

    def clean_local_number(self) -> str:
        """Accept digits only."""
        return _digits(self.cleaned_data["local_number"])

    def clean_kana(self) -> str:
        """Take an Individual Number out of what is kept."""
        return blank_numbers_in_words(self.cleaned_data["kana"])

    def clean_name(self) -> str:
        """Take an Individual Number out of what is kept."""
        return blank_numbers_in_words(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        """Refuse a search for nothing, and half of a system's number."""
        given: dict[str, Any] = self.cleaned_data
        if self.errors:
            return given
        if bool(given["system"]) != bool(given["local_number"]):
            raise forms.ValidationError("業務と業務の宛名番号は、両方を入れてください。")
        if not self.terms().kinds:
            raise forms.ValidationError(
                "統合宛名番号、業務の宛名番号、カナ、氏名、生年月日のどれかを入れてください。"
            )
        return given

    def terms(self) -> PeopleTerms:
        """Return what a valid form asks for."""
        return PeopleTerms(**self.cleaned_data)


class NumberSearchForm(ShowNumberForm):
    """An Individual Number, what for, and why; the number is never repeated."""

    number = IndividualNumberField()
    purpose = _choice("利用目的", choices=[("", "選んでください"), *Purpose.choices])
    field_order = ("number", "purpose", "reason")


class CaseFilterForm(forms.Form):
    """Which of the unsolved are shown."""

    system = _choice("業務", choices=lambda: [ANY, *system_names().items()], required=False)
    kind = _choice("理由", choices=[ANY, *CaseKind.choices], required=False)


class ProposalForm(forms.Form):
    """What is to be done with an addressee."""

    act = _choice("内容", choices=ProposalAct.choices)
    person = UnifiedNumberField(required=False)
    reason = _choice("事由", choices=[(one.value, one.label) for one in DECIDED_REASONS])

    def clean(self) -> dict[str, Any]:
        """Ask for a number to tie to."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("act") == ProposalAct.LINK and not self.errors and not given.get("person"):
            self.add_error("person", "紐付ける先の統合宛名番号を入れてください。")
        return given


class DecisionForm(forms.Form):
    """What the second person decides."""

    outcome = _choice("決定", choices=[("agree", "承認する"), ("refuse", "却下する")])
