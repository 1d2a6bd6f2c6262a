"""What a clerk fills in about an Individual Number; a number typed is never shown again."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.apps.addressees.services.number_choices import LinkReason, NumberPurpose
from juminzei.base.numbers.individual_number import IndividualNumber

if TYPE_CHECKING:
    from django.db.models import TextChoices

PARTING = re.compile(r"[\s\-‐‑‒–—―−－ー]")
DIGITS_RUN = re.compile(r"\d(?:\W?\d){3}")
LONGEST_REASON = 100


class NeverRepeated(forms.TextInput):
    """A field whose content does not come back with the form's errors."""

    def format_value(self, value: object) -> str | None:
        """Return nothing."""
        del value
        return None


class WordsOnly(forms.TextInput):
    """A field whose words come back with the form's errors, but never digits."""

    def format_value(self, value: object) -> str | None:
        """Return the words if there are no digits in a row among them."""
        plain = unicodedata.normalize("NFKC", str(value or ""))
        return None if DIGITS_RUN.search(plain) else str(value or "")


def _choice(label: str, choices: type[TextChoices]) -> forms.ChoiceField:
    """Return a field whose error does not repeat what was sent."""
    told = {"invalid_choice": f"{label}を一覧から選んでください。"}
    return forms.ChoiceField(label=label, choices=choices, error_messages=told)


class IndividualNumberField(forms.CharField):
    """Twelve digits in either width, parted or not, with a right check digit."""

    widget = NeverRepeated(attrs={"autocomplete": "off", "inputmode": "numeric"})

    def __init__(self, **options: Any) -> None:
        super().__init__(label="個人番号", max_length=30, strip=True, **options)

    def to_python(self, value: str | None) -> IndividualNumber | None:  # type: ignore[override]  # the field's own type
        """Return the number; the error does not repeat what was typed."""
        plain = PARTING.sub("", unicodedata.normalize("NFKC", value or ""))
        if not plain:
            return None
        try:
            number = IndividualNumber(plain)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        if not number.is_valid:
            raise forms.ValidationError(
                "個人番号の検査数字が合いません。書類を見て入れ直してください。"
            )
        return number

    def run_validators(self, value: object) -> None:
        """Do nothing: the length was seen to."""

    def validate(self, value: object) -> None:
        """Ask for a number where one is needed."""
        if self.required and value is None:
            raise forms.ValidationError("個人番号を入れてください。")


class ShowNumberForm(forms.Form):
    """What the number is looked at for."""

    purpose = _choice("利用目的", NumberPurpose)
    reason = forms.CharField(
        label="理由（番号・氏名は書かない）", max_length=LONGEST_REASON, widget=WordsOnly
    )

    def clean_reason(self) -> str:
        """Refuse digits in a row, which would tell of somebody."""
        reason = str(self.cleaned_data["reason"])
        if DIGITS_RUN.search(unicodedata.normalize("NFKC", reason)):
            raise forms.ValidationError("理由に4桁以上の数字は書けません。言葉で入れてください。")
        return reason


class NumberSearchForm(forms.Form):
    """A number to find a person by, and what for."""

    number = IndividualNumberField()
    purpose = _choice("利用目的", NumberPurpose)


class LinkNumberForm(forms.Form):
    """A number to tie to a person, and where it comes from."""

    number = IndividualNumberField()
    reason = _choice("事由", LinkReason)


class UnlinkNumberForm(forms.Form):
    """Why the number goes."""

    reason = _choice("事由", LinkReason)


class DecideNumberForm(forms.Form):
    """The number as the second person read it; none is needed to turn it down."""

    number = IndividualNumberField(required=False)
    outcome = forms.ChoiceField(
        label="決定",
        choices=[("agree", "番号が同じなので承認する"), ("refuse", "却下する")],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "決定を選んでください。"},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the number of whoever agrees."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("outcome") == "agree" and not self.errors and given.get("number") is None:
            self.add_error("number", "承認するには、書類を見て個人番号を入れてください。")
        return given
