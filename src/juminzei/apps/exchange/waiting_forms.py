"""What a clerk narrows the documents by that belong to other municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from juminzei.apps.assessment.api import DocumentKind
from juminzei.apps.exchange.forms import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.apps.assessment.api import Forwarded

FOUND_BY = {"clerk": "職員の判断", "document": "資料の記載"}


class ForwardingForm(forms.Form):
    """Which documents to show; the fields stand in the address, so none takes a name."""

    municipality = forms.CharField(
        label="回送先の団体コード",
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs=CODE),
    )
    kind = forms.ChoiceField(
        label="種類", required=False, choices=[("", "すべて"), *DocumentKind.choices]
    )
    found_by = forms.ChoiceField(
        label="根拠", required=False, choices=[("", "すべて"), *FOUND_BY.items()]
    )
    year = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def narrowed(self, documents: Iterable[Forwarded]) -> list[Forwarded]:
        """Keep the documents asked for; a code that is not written to its end is a beginning."""
        asked = self.cleaned_data if self.is_valid() else {}
        municipality, kind = asked.get("municipality", ""), asked.get("kind", "")
        found_by = asked.get("found_by", "")
        return [
            document
            for document in documents
            if document.municipality.startswith(municipality)
            and kind in {"", document.kind}
            and found_by in {"", "clerk" if document.by_clerk else "document"}
        ]
