"""What clerks enter about documents."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from django import forms

from juminzei.base.numbers import addressee_number, municipality_code


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
