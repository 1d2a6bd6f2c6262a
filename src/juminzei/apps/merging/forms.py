"""What clerks fill in about two numbers."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms

from juminzei.apps.merging.models import DismissalReason, MergeReason, SeparationReason
from juminzei.base.numbers import addressee_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.apps.merging.selectors.separating import Attached

DIGITS = 10
NOTE = "確認した内容（氏名・個人番号は書かない）"


class NumberField(forms.CharField):
    """An addressee number in either width, with a right check digit."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: str | None) -> int | None:  # type: ignore[override]  # the field's own type
        """Return the number."""
        digits = unicodedata.normalize("NFKC", value or "").strip()
        if not digits:
            return None
        known = digits.isascii() and digits.isdigit() and len(digits) <= DIGITS
        if not known or not addressee_number.is_valid(int(digits)):
            raise forms.ValidationError("宛名番号を、検査数字まで正しく10桁で入れてください。")
        return int(digits)

    def run_validators(self, value: object) -> None:
        """Do nothing: the number was looked at."""

    def validate(self, value: object) -> None:
        """Ask for a number where one is needed."""
        if self.required and value is None:
            raise forms.ValidationError("宛名番号を入れてください。")


class PairForm(forms.Form):
    """Two numbers to compare."""

    one = NumberField(label="宛名番号")
    other = NumberField(label="もう一つの宛名番号")

    def clean(self) -> dict[str, Any]:
        """Refuse a number twice."""
        given: dict[str, Any] = self.cleaned_data
        if not self.errors and given["one"] == given["other"]:
            raise forms.ValidationError("別々の宛名番号を2つ入れてください。")
        return given


class CandidateFilterForm(forms.Form):
    """Which candidates are shown."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[
            ("open", "未処理"),
            ("proposed", "申請中"),
            ("dismissed", "別人と判断"),
            ("all", "すべて"),
        ],
    )


class StateFilterForm(forms.Form):
    """Which proposals, or merges, are shown."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[("open", "決定待ち"), ("decided", "決定済"), ("all", "すべて")],
    )


class MergeFilterForm(forms.Form):
    """Which merges are shown, and of which number."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[("all", "すべて"), ("in_force", "統合中"), ("undone", "分離済")],
    )
    number = NumberField(label="宛名番号", required=False)


class MergeProposalForm(forms.Form):
    """Why two numbers are one person's."""

    reason = forms.ChoiceField(label="事由", choices=MergeReason.choices)
    note = forms.CharField(label=NOTE, max_length=200)


class DismissalForm(forms.Form):
    """Why two alike are two."""

    reason = forms.ChoiceField(label="理由", choices=DismissalReason.choices)
    note = forms.CharField(label=NOTE, max_length=200, required=False)


class DecisionForm(forms.Form):
    """The second person's word."""

    outcome = forms.ChoiceField(
        label="決定",
        choices=[("agree", "承認して実行する"), ("refuse", "却下する")],
        widget=forms.RadioSelect,
        error_messages={"required": "決定を選んでください。"},
    )
    note = forms.CharField(label="確認した内容・却下の理由", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask whoever turns it down for the reason."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("outcome") == "refuse" and not given.get("note"):
            self.add_error("note", "却下の理由を入れてください。")
        return given


class SeparationForm(forms.Form):
    """Why two numbers are two people's after all, and whose each document is."""

    reason = forms.ChoiceField(label="事由", choices=SeparationReason.choices)
    note = forms.CharField(label=NOTE, max_length=200)

    def __init__(
        self, *args: Any, attached: Iterable[Attached], leaving: int, **options: Any
    ) -> None:
        """Ask for the side of each document that came since.

        Args:
            args: As every form.
            attached: The documents.
            leaving: The number that is taken apart.
            options: As every form.
        """
        super().__init__(*args, **options)
        self.documents = list(attached)
        for one in self.documents:
            self.fields[self.name_of(one)] = forms.TypedChoiceField(
                label=f"{one.document.kind} {one.document.payer}",
                coerce=int,
                initial=one.proposed,
                choices=[
                    (number, f"{number:010d}") for number in (one.document.addressee, leaving)
                ],
                error_messages={"required": "資料ごとに、どちらの番号のものかを選んでください。"},
            )

    @staticmethod
    def name_of(one: Attached) -> str:
        """Return what a document's field is called."""
        return f"side_{one.document.key}"

    def sides(self) -> dict[int, int]:
        """Return to which number each document goes."""
        return {one.document.key: self.cleaned_data[self.name_of(one)] for one in self.documents}

    def rows(self) -> list[tuple[Attached, forms.BoundField]]:
        """Return each document with its field."""
        return [(one, self[self.name_of(one)]) for one in self.documents]
