"""回送一覧: what the list of documents for other municipalities shows and is narrowed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django import forms
from django.urls import reverse

from juminzei.apps.assessment.models import DocumentKind
from juminzei.apps.assessment.tables import NOWRAP, ROVING, linked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from juminzei.apps.assessment.selectors.forwarding import Forwarded

FOUND_BY = {"clerk": "職員の判断", "document": "資料の記載"}


class ForwardingForm(forms.Form):
    """Which documents to show; the fields stand in the address, so none takes a name."""

    municipality = forms.CharField(
        label="回送先の団体コード",
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8}),
    )
    kind = forms.ChoiceField(
        label="種類", required=False, choices=[("", "すべて"), *DocumentKind.choices]
    )
    found_by = forms.ChoiceField(
        label="根拠", required=False, choices=[("", "すべて"), *FOUND_BY.items()]
    )

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


class ForwardingTable(tables.Table):
    """Documents that another municipality should have."""

    municipality = tables.Column("回送先", attrs=NOWRAP)
    document_id = tables.Column("資料番号", attrs=NOWRAP)
    kind = tables.Column("種類")
    payer_name = tables.Column("支払者")
    by_clerk = tables.Column("根拠", orderable=False)

    class Meta:
        attrs = {**ROVING, "data-autofocus": ""}  # noqa: RUF012 - tables declare it so
        empty_text = "回送する資料はありません。"

    def render_document_id(self, value: int) -> SafeString:
        """Link to the document and what was decided about it."""
        return linked(reverse("match", args=[value]), str(value))

    def render_kind(self, value: str) -> str:
        """Return the kind in words."""
        return str(DocumentKind(value).label)

    def render_by_clerk(self, value: bool) -> str:  # noqa: FBT001 - the library passes it so
        """Return how it is known that the document is not ours."""
        return FOUND_BY["clerk" if value else "document"]
