"""What clerks fill in about protection."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms

from juminzei.apps.protection.models import ApplicantRole, ConsultedBody, ProtectionKind
from juminzei.apps.protection.selectors.cases import QUEUES, CaseTerms
from juminzei.apps.protection.services.apply import Application
from juminzei.platform.day_input import DayInput

DIGITS = 10
EVERY = ("", "すべて")
CHOOSE = ("", "選んでください")


def read_number(text: str) -> int:
    """Read an addressee number in either width.

    Raises:
        forms.ValidationError: It is none.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= DIGITS):
        raise forms.ValidationError("宛名番号は、数字10桁で入れてください。")
    return int(plain)


class ApplicationForm(forms.Form):
    """支援措置申出書, as a clerk enters it."""

    kind = forms.ChoiceField(label="種別", choices=[CHOOSE, *ProtectionKind.choices])
    applicant_role = forms.ChoiceField(label="申出者", choices=[CHOOSE, *ApplicantRole.choices])
    applicant_name = forms.CharField(
        label="申出者の氏名（本人でないとき）", max_length=120, required=False
    )
    other_party_name = forms.CharField(label="相手方の氏名", max_length=120, required=False)
    other_party = forms.CharField(
        label="相手方の宛名番号（分かるとき）", max_length=DIGITS, required=False
    )
    joint = forms.CharField(
        label="併せて支援を求める者の宛名番号（空白で区切る）", max_length=200, required=False
    )
    consulted_body = forms.ChoiceField(
        label="相談機関", choices=[("", "未確認"), *ConsultedBody.choices], required=False
    )
    opinion = forms.CharField(label="相談機関の意見", max_length=400, required=False)
    valid_from = forms.DateField(label="期間の初日", widget=DayInput)
    at_once = forms.BooleanField(
        label="決定を待たず、すぐに住所を伏せる（仮支援措置）", required=False
    )

    def clean_other_party(self) -> int | None:
        """Accept a number, or none."""
        text: str = self.cleaned_data["other_party"]
        return read_number(text) if text else None

    def clean_joint(self) -> tuple[int, ...]:
        """Accept any count of numbers."""
        return tuple(read_number(word) for word in re.split(r"[\s,、]+", self._joint()) if word)

    def clean(self) -> dict[str, Any]:
        """Ask who applies, if it is not the person."""
        given = self.cleaned_data
        if given.get("applicant_role") not in {None, "", ApplicantRole.SELF} and not given.get(
            "applicant_name"
        ):
            self.add_error(
                "applicant_name", "本人でない人の申出です。申出者の氏名を入れてください。"
            )
        if not given.get("other_party_name") and not given.get("other_party"):
            self.add_error(
                "other_party_name",
                "相手方の氏名か宛名番号を入れてください。分からないときは「不明」と入れます。",
            )
        return given

    def application(self, addressee: int) -> Application:
        """Return what a valid form says about the person."""
        return Application(addressee=addressee, **self.cleaned_data)

    def answers(self) -> list[tuple[str, str]]:
        """Return label and answer of each field, to be looked over."""
        return [(str(field.label), self._told(field)) for field in self]

    def _joint(self) -> str:
        return unicodedata.normalize("NFKC", self.cleaned_data["joint"]).strip()

    def _told(self, field: forms.BoundField) -> str:
        value = self.cleaned_data[field.name]
        if isinstance(field.field, forms.ChoiceField):
            return str(dict(field.field.choices).get(value, ""))  # type: ignore[arg-type]  # pairs
        if isinstance(value, bool):
            return "はい" if value else "いいえ"
        if isinstance(value, tuple):
            return "、".join(f"{number:010d}" for number in value) or "なし"
        if isinstance(value, int):
            return f"{value:010d}"
        return value.isoformat() if isinstance(value, date) else str(value or "なし")


class ExtensionForm(forms.Form):
    """延長の申出."""

    reason = forms.CharField(label="延長の事由", max_length=400)


class EndForm(forms.Form):
    """終了の申出, or that nobody applied for an extension."""

    ends_on = forms.DateField(label="この日まで住所を伏せる", widget=DayInput)
    reason = forms.CharField(label="終了の事由", max_length=400)


class DecisionForm(forms.Form):
    """The second person's decision."""

    outcome = forms.ChoiceField(
        label="決定", choices=[CHOOSE, ("agree", "承認する"), ("turn_down", "却下する")]
    )
    note = forms.CharField(label="所見", max_length=400, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask why something is turned down."""
        given = self.cleaned_data
        if given.get("outcome") == "turn_down" and not given.get("note", "").strip():
            self.add_error("note", "却下するときは、所見に理由を書いてください。")
        return given


class CaseFilterForm(forms.Form):
    """Which cases are shown."""

    queue = forms.ChoiceField(label="状態", required=False, choices=[EVERY, *QUEUES.items()])
    number = forms.CharField(label="宛名番号", max_length=DIGITS, required=False)
    kind = forms.ChoiceField(label="種別", required=False, choices=[EVERY, *ProtectionKind.choices])
    ends_from = forms.DateField(label="期間の末日がこの日から", required=False, widget=DayInput)
    ends_until = forms.DateField(label="この日まで", required=False, widget=DayInput)

    def clean_number(self) -> int | None:
        """Accept a number, or none."""
        text: str = self.cleaned_data["number"]
        return read_number(text) if text else None

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        given = self.cleaned_data
        since, until = given.get("ends_from"), given.get("ends_until")
        if since and until and until < since:
            self.add_error("ends_until", "「この日まで」が「この日から」より前です。")
        return given

    def terms(self) -> CaseTerms:
        """Return what a valid form asks for."""
        return CaseTerms(**self.cleaned_data)
