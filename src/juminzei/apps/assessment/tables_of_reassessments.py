"""The list of changes of fixed taxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.base.numbers import addressee_number
from juminzei.base.wareki import tax_year_text, wareki_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.assessment.models import Reassessment


class ReassessmentTable(tables.Table):
    """Changes that were proposed, and what became of them."""

    pk = tables.Column("番号", orderable=False)
    tax_year = tables.Column("年度", orderable=False, attrs={"td": {"class": "nowrap"}})
    addressee_id = tables.Column("宛名番号", attrs={"td": {"class": "nowrap"}})
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    ground = tables.Column("事由", orderable=False)
    total_before = tables.Column("更正前", orderable=False, attrs={"td": {"class": "number"}})
    total_after = tables.Column("更正後", orderable=False, attrs={"td": {"class": "number"}})
    last_day = tables.Column("期間制限", attrs={"td": {"class": "nowrap"}})
    asked_at = tables.Column("起案日", attrs={"td": {"class": "nowrap"}})
    decision = tables.Column("決裁", empty_values=(), orderable=False)

    class Meta:
        attrs = {"data-roving": ""}  # noqa: RUF012 - django-tables2 reads it so
        empty_text = "該当する更正はありません。"

    def render_pk(self, value: int) -> SafeString:
        """Link to the change."""
        url = reverse("reassessment", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', url, value)

    def render_tax_year(self, value: int) -> str:
        """Return the year by era."""
        return tax_year_text(value)

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return addressee_number.text(value)

    def render_total_before(self, value: int) -> str:
        """Return yen."""
        return f"{value:,}"

    def render_total_after(self, value: int) -> str:
        """Return yen."""
        return f"{value:,}"

    def render_last_day(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_asked_at(self, value: datetime) -> str:
        """Return the day by era."""
        return wareki_text(localtime(value).date())

    def render_decision(self, record: Reassessment) -> str:
        """Return what the second person said."""
        decision = getattr(record, "decision", None)
        if decision is None:
            return "決裁待ち"
        return f"{'承認' if decision.granted else '不承認'} {decision.decided_by.name}"
