"""What a second person fills in, and by what the list of proposals is narrowed."""

from __future__ import annotations

from typing import Any

from django import forms

from juminzei.apps.addressees.models import NUMBERED_HERE, AddresseeKind
from juminzei.apps.addressees.registration_fields import WordsField

STATES = [("waiting", "決定待ち"), ("decided", "決定済み"), ("all", "すべて")]
KINDS = [(kind.value, kind.label) for kind in AddresseeKind if kind in NUMBERED_HERE]


class QueueForm(forms.Form):
    """What narrows the list of proposals; no word of it is personal."""

    state = forms.ChoiceField(label="状態", choices=STATES, required=False)
    kind = forms.ChoiceField(label="種別", choices=[("", "すべて"), *KINDS], required=False)
    staff = forms.CharField(label="申請した職員番号", max_length=12, required=False)


class DecisionForm(forms.Form):
    """The second person's decision; the reason is needed to turn a proposal down."""

    outcome = forms.ChoiceField(
        label="決定",
        choices=[("agree", "資料を確かめたので承認する"), ("refuse", "却下する")],
        widget=forms.RadioSelect,
        error_messages={"required": "決定を選んでください。"},
    )
    reason = WordsField(label="理由（却下のときは必ず）", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of whoever turns it down."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("outcome") == "refuse" and not given.get("reason") and not self.errors:
            self.add_error("reason", "却下の理由を入れてください。申請した職員に伝わります。")
        return given
