"""What clerks enter about documents."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.apps.assessment.models import ReassessmentGround
from juminzei.base.numbers import addressee_number, municipality_code
from juminzei.kernel.law_change import read_change
from juminzei.kernel.law_file import LawError
from juminzei.kernel.simulation.levers import LeverError, change_of, levers
from juminzei.kernel.wording.law_refusals import refusal_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.law import Law
    from juminzei.kernel.law_change import Table
    from juminzei.kernel.simulation.levers import Lever

"""How it is known that a document is not ours."""


class Decision(StrEnum):
    """What a clerk decides about a document in the queue."""

    SAME = "same"
    FORWARD = "forward"
    HOLD = "hold"


class DecisionForm(forms.Form):
    """A decision and what it needs: whose it is, or where to send it, or why to wait."""

    decision = forms.ChoiceField(choices=[(one.value, one.value) for one in Decision])
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The newest decision that was on the page, to notice that a colleague was faster."""
    addressee = forms.CharField(label="宛名番号", max_length=10, required=False)
    municipality = forms.CharField(label="回送先の団体コード", max_length=6, required=False)
    note = forms.CharField(label="メモ", max_length=200, required=False)

    def clean(self) -> dict[str, object]:
        """Ask for what the decision needs."""
        given = super().clean() or {}
        decision = given.get("decision")
        if decision == Decision.SAME:
            given["addressee"] = self._addressee(given.get("addressee", ""))
        elif decision == Decision.FORWARD:
            code = unicodedata.normalize("NFKC", given.get("municipality", ""))
            if not municipality_code.is_valid(code):
                self.add_error(
                    "municipality",
                    "団体コードは、検査数字を含む6桁です。回送先を確かめてください。",
                )
            given["municipality"] = code
        elif decision == Decision.HOLD and not given.get("note"):
            self.add_error("note", "保留する理由を入れてください。")
        return given

    def _addressee(self, text: str) -> int:
        digits = unicodedata.normalize("NFKC", text)
        if not (digits.isascii() and digits.isdigit() and addressee_number.is_valid(int(digits))):
            self.add_error(
                "addressee", "宛名番号が正しくありません。10桁の番号を確かめてください。"
            )
            return 0
        return int(digits)


class SimulationForm(forms.Form):
    """A change of the law: levers of the page, and any other change as TOML.

    After :meth:`is_valid` the whole is in :attr:`change`.
    """

    title = forms.CharField(label="改正案の名前", max_length=80, required=False)
    least = forms.IntegerField(
        label="秘匿する人数の下限", min_value=0, max_value=1_000, required=False, initial=0
    )
    numbers = forms.BooleanField(label="変動の大きい人の宛名番号を表示する", required=False)
    besides = forms.CharField(
        label="そのほかの改正（TOML）",
        max_length=20_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "class": "code"}),
    )

    def __init__(self, *arguments: Any, law: Law, statutes: Table, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.levers = {field_name(lever): lever for lever in levers(law)}
        self.statutes = statutes
        self.change: Table = {}
        for name, lever in self.levers.items():
            self.fields[name] = forms.CharField(
                label=lever.label, max_length=16, required=False, initial=lever.value
            )

    def clean(self) -> dict[str, object]:
        """Put the change together; a lever that stands where the law has it changes nothing."""
        given = super().clean() or {}
        title = {"title": given["title"]} if given.get("title") else {}
        try:
            besides = {**read_change(given.get("besides", ""), file="そのほかの改正"), **title}
        except LawError as error:
            self.add_error("besides", refusal_text(error))
            return given
        self.change = change_of(self._moved(given), self.statutes, besides)
        return given

    def _moved(self, given: Mapping[str, Any]) -> dict[str, int | str]:
        moved = {}
        for name, lever in self.levers.items():
            text = given.get(name) or lever.value
            try:
                if not lever.same(text):
                    moved[lever.path] = lever.figure(text)
            except LeverError as error:
                self.add_error(name, str(error))
        return moved


def field_name(lever: Lever) -> str:
    """Return what the field of a lever is called: its path in letters, digits and ``_``."""
    return re.sub(r"\W+", "_", lever.path)


class PersonForm(forms.Form):
    """Whom it is about: an addressee number."""

    number = forms.CharField(label="宛名番号", max_length=20)

    def clean_number(self) -> int:
        """Read the number, wide digits and blanks too."""
        text = unicodedata.normalize("NFKC", self.cleaned_data["number"]).strip()
        digits = text.isascii() and text.isdecimal() and len(text) <= addressee_number.DIGITS
        if not (digits and addressee_number.is_valid(int(text))):
            raise forms.ValidationError(
                "宛名番号の形ではありません。検査数字を含む10桁で入れてください。"
            )
        return int(text)


class SheetForm(PersonForm):
    """Whose consolidated sheet is asked for: an addressee number and a tax year."""

    year = forms.IntegerField(label="年度（西暦）", min_value=2000, max_value=2999)


class ReassessmentForm(forms.Form):
    """On what ground a fixed tax is to be changed, and why."""

    ground = forms.ChoiceField(label="事由", choices=ReassessmentGround.choices)
    event_on = forms.DateField(
        label="税務署・裁判所の決定などがあった日（その事由のとき）",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reason = forms.CharField(label="理由（何が違い、何で確かめたか）", max_length=200)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The new tax that stood on the page, yen."""


class HoldForm(PersonForm):
    """Whose tax is held, and why."""

    reason = forms.CharField(label="保留する理由", max_length=200)
