"""The people behind one reason for a look at a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from juminzei.apps.assessment.tables import NOWRAP, NUMBER, ROVING, linked
from juminzei.base.yen_text import yen_text

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from juminzei.apps.assessment.models import AssessmentVersion


class ExceptionTable(tables.Table):
    """Whom to look at before a run is fixed."""

    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    document_count = tables.Column("資料の数", attrs=NUMBER)
    aggregate_income = tables.Column("合計所得金額（円）", attrs=NUMBER)
    total = tables.Column("年税額（円）", attrs=NUMBER)
    method = tables.Column("徴収方法", orderable=False)

    class Meta:
        attrs = {**ROVING, "data-autofocus": ""}  # noqa: RUF012 - tables declare it so

    def render_addressee_id(self, record: AssessmentVersion) -> SafeString:
        """Link to the person, in the year of the run."""
        address = reverse("person", args=[record.addressee_id])
        return linked(
            format_html("{}?year={}", address, record.tax_year), f"{record.addressee_id:010d}"
        )

    def render_aggregate_income(self, value: int) -> str:
        """Return the yen with commas."""
        return yen_text(value)

    def render_total(self, value: int) -> str:
        """Return the yen with commas."""
        return yen_text(value)
