"""The list of documents that belong to other municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.urls import reverse

from juminzei.apps.assessment.api import DocumentKind
from juminzei.apps.exchange.waiting_forms import FOUND_BY
from juminzei.base.numbers.municipalities import named
from juminzei.platform.staff.cells import NOWRAP, ROVING, linked

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from juminzei.apps.assessment.api import Forwarded


class ForwardingTable(tables.Table):
    """Documents that another municipality should have."""

    municipality = tables.Column("回送先", attrs=NOWRAP)
    document_id = tables.Column("資料番号", attrs=NOWRAP)
    kind = tables.Column("種類")
    payer_name = tables.Column("支払者")
    by_clerk = tables.Column("根拠", orderable=False)
    consignment = tables.Column("送付", attrs=NOWRAP, orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "回送する資料はありません。"

    def __init__(self, *args: Any, **options: Any) -> None:
        self.consigned: dict[int, int] = options.pop("consigned", {})
        super().__init__(*args, **options)

    def render_municipality(self, value: str) -> str:
        """Return the name beside the code."""
        return named(value)

    def render_document_id(self, value: int) -> SafeString:
        """Link to the document and what was decided about it."""
        return linked(reverse("match", args=[value]), str(value))

    def render_kind(self, value: str) -> str:
        """Return the kind in words."""
        return str(DocumentKind(value).label)

    def render_by_clerk(self, value: bool) -> str:  # noqa: FBT001 - the library passes it so
        """Return how it is known that the document is not ours."""
        return FOUND_BY["clerk" if value else "document"]

    def render_consignment(self, record: Forwarded) -> str:
        """Return the consignment that holds it, or that none does."""
        number = self.consigned.get(record.document_id)
        return "未作成" if number is None else f"送付 {number}"
