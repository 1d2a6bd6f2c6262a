"""Fields of the forms by which addressees are registered and corrected."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Any

from django import forms

from juminzei.apps.addressees.services.registration_facts import Member
from juminzei.base.numbers import addressee_number, municipality_code
from juminzei.base.uncertain_day import NotADayError, UncertainDay, read_uncertain_day
from juminzei.formats.blanking import has_number_in_words

MEMBER = re.compile(r"(\d{1,10})(?:[ ,、\t]+(\d{1,9})/(\d{1,9}))?(?:[ ,、\t]*(代表))?")
NOT_HERE = "12桁の数字（個人番号）はここに書けません。番号は登録の後に、個人番号の画面で扱います。"


class NeverANumber(forms.TextInput):
    """Words come back with the form's errors, an Individual Number never."""

    def format_value(self, value: object) -> str | None:
        """Return the words if there is no such number among them."""
        return None if has_number_in_words(str(value or "")) else super().format_value(value)


class NeverANumberInLines(forms.Textarea):
    """The same for several lines."""

    def format_value(self, value: object) -> str | None:
        """Return the lines if there is no such number among them."""
        return None if has_number_in_words(str(value or "")) else super().format_value(value)


class WordsField(forms.CharField):
    """Words without an Individual Number among them."""

    widget: type[forms.Widget] = NeverANumber

    def clean(self, value: object) -> str:
        """Refuse an Individual Number without repeating it."""
        text = str(super().clean(value))
        if has_number_in_words(text):
            raise forms.ValidationError(NOT_HERE)
        return text


class UncertainDayField(forms.CharField):
    """A day, as far as it is known."""

    widget = NeverANumber

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def clean(self, value: object) -> UncertainDay | None:
        """Read the day as people write it."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_uncertain_day(text)
        except NotADayError as error:
            raise forms.ValidationError(f"{self.label}を{error}") from None


class DigitsField(WordsField):
    """Digits of a given length in either width, with hyphens or not; blank if unknown."""

    def __init__(self, *, digits: int, **options: Any) -> None:
        self.digits = digits
        super().__init__(max_length=20, required=False, **options)

    def clean(self, value: object) -> str:
        """Return the digits."""
        plain = re.sub(r"[\s\-－ー‐]", "", unicodedata.normalize("NFKC", super().clean(value)))
        if plain and not re.fullmatch(rf"[0-9]{{{self.digits}}}", plain):
            raise forms.ValidationError(f"{self.label}は数字{self.digits}桁で入れてください。")
        return plain


class MunicipalityField(DigitsField):
    """A municipality's code with its check digit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(digits=municipality_code.DIGITS, **options)

    def clean(self, value: object) -> str:
        """Refuse a wrong check digit."""
        code = super().clean(value)
        if code and not municipality_code.is_valid(code):
            raise forms.ValidationError("市町村コードの検査数字が合いません。")
        return code


class AddresseeNumberField(DigitsField):
    """An addressee number with its check digit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(digits=addressee_number.DIGITS, **options)

    def clean(self, value: object) -> int | None:  # type: ignore[override]  # the field's own type
        """Return the number."""
        digits = super().clean(value)
        if digits and not addressee_number.is_valid(int(digits)):
            raise forms.ValidationError(f"{self.label}の検査数字が合いません。")
        return int(digits) if digits else None


class MembersField(WordsField):
    """Who holds a thing together: a line each, ``0000000014 1/2 代表``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=NeverANumberInLines(attrs={"rows": 4}), **options)

    def clean(self, value: object) -> tuple[Member, ...]:  # type: ignore[override]  # the field's own type
        """Read the lines."""
        text = unicodedata.normalize("NFKC", super().clean(value))
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return tuple(self._member(place, line) for place, line in enumerate(lines, start=1))

    @staticmethod
    def _member(place: int, line: str) -> Member:
        match = MEMBER.fullmatch(line)
        if match is None or not addressee_number.is_valid(int(match[1])) or match[3] == "0":
            raise forms.ValidationError(
                f"共有者の{place}行目を読めません。宛名番号と持分を"
                "「0000000014 1/2」のように、代表者には「代表」を付けて入れてください。"
            )
        share = Fraction(int(match[2]), int(match[3])) if match[2] else None
        return Member(int(match[1]), share, represents=match[4] is not None)


def members_text(members: tuple[Member, ...]) -> str:
    """Return members as :class:`MembersField` reads them."""
    return "\n".join(
        f"{addressee_number.text(one.number)}"
        + (f" {one.share.numerator}/{one.share.denominator}" if one.share else "")
        + (" 代表" if one.represents else "")
        for one in members
    )
