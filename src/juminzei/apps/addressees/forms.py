"""What a clerk types to find a person."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django import forms

from juminzei.apps.addressees.corporate_number_field import CorporateNumberField
from juminzei.apps.addressees.models import AddresseeKind
from juminzei.apps.addressees.selectors.search_terms import DIGITS, SearchTerms
from juminzei.base.numbers import corporate_number
from juminzei.base.typed_day import NotADateError, read_day
from juminzei.formats.blanking import blank_numbers_in_words

if TYPE_CHECKING:
    from datetime import date

KANA = re.compile(r"[\u3041-\u309f\u30a0-\u30ff\-・]+")


def one_line(text: str) -> str:
    """Return what was typed with control characters as spaces; a database may refuse them."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)


def read_anything(text: str) -> SearchTerms:
    """Sort the words of one line into terms: digits, days, kana and names tell themselves apart."""
    typed = unicodedata.normalize("NFKC", text).split()
    corporate = "".join(word for word in typed if corporate_number.is_valid(word))
    if corporate_number.is_valid(corporate):  # no Individual Number: those begin with 0 if so long
        return SearchTerms(corporate_number=corporate)
    words = unicodedata.normalize("NFKC", blank_numbers_in_words(text)).split()
    number, kana, name, born = "", [], [], None
    for word in words:
        if word.isascii() and word.isdigit() and not (born is None and _is_day(word)):
            # Longer ones may be Individual Numbers: nobody is found by them, and they are not kept.
            number = word if len(word) <= DIGITS else ""
        elif _is_day(word):
            born = read_day(word)
        elif KANA.fullmatch(word):
            kana.append(word)
        else:
            name.append(word)
    return SearchTerms(number=number, kana="".join(kana), name="".join(name), birth_on=born)


def _is_day(word: str) -> bool:
    try:
        read_day(word)
    except NotADateError:
        return False
    return not word.isdigit() or word[:2] in {"18", "19", "20"}


class SearchForm(forms.Form):
    """The search page's fields; at least one must be filled in."""

    kana = forms.CharField(label="カナ", max_length=60, required=False)
    name = forms.CharField(label="氏名", max_length=60, required=False)
    birth_on = forms.CharField(label="生年月日", max_length=20, required=False)
    number = forms.CharField(label="宛名番号", max_length=DIGITS, required=False)
    address = forms.CharField(label="住所", max_length=100, required=False)
    corporate_number = CorporateNumberField(required=False)
    kind = forms.ChoiceField(
        label="種別", choices=[("", "すべて"), *AddresseeKind.choices], required=False
    )
    anywhere = forms.BooleanField(label="途中に含むものも探す", required=False)

    def clean_kana(self) -> str:
        """Take an Individual Number out of what is kept."""
        return blank_numbers_in_words(self.cleaned_data["kana"])

    def clean_name(self) -> str:
        """Take an Individual Number out of what is kept."""
        return blank_numbers_in_words(self.cleaned_data["name"])

    def clean_address(self) -> str:
        """Take an Individual Number out of what is kept."""
        return blank_numbers_in_words(self.cleaned_data["address"])

    def clean_birth_on(self) -> date | None:
        """Read the day as people write it."""
        text: str = self.cleaned_data["birth_on"]
        if not text:
            return None
        try:
            return read_day(text)
        except NotADateError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_number(self) -> str:
        """Accept digits only, in either width."""
        digits = unicodedata.normalize("NFKC", self.cleaned_data["number"])
        if digits and not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(
                "宛名番号は、数字10桁（または先頭の数桁）で入れてください。"
            )
        return digits

    def clean(self) -> dict[str, object]:
        """Refuse a search for nothing."""
        terms = self.cleaned_data
        if not self.errors and SearchTerms(**terms).for_nobody:
            raise forms.ValidationError(
                "カナ・氏名・生年月日・宛名番号・住所・法人番号のどれかを入れてください。"
            )
        return terms

    def terms(self) -> SearchTerms:
        """Return what a valid form asks for."""
        return SearchTerms(**self.cleaned_data)


class BothTimesForm(forms.Form):
    """Two days: on which something was so, and by whose evening it was known."""

    true_on = forms.CharField(label="この日の内容", max_length=20, required=False)
    known_on = forms.CharField(label="この日までに知っていたこと", max_length=20, required=False)

    def clean_true_on(self) -> date | None:
        """Read the day as people write it."""
        return self._day("true_on")

    def clean_known_on(self) -> date | None:
        """Read the day as people write it."""
        return self._day("known_on")

    def _day(self, name: str) -> date | None:
        text = self.cleaned_data[name].strip()
        try:
            return read_day(text) if text else None
        except NotADateError as error:
            raise forms.ValidationError(str(error)) from error
