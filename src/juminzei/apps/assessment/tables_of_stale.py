"""The list of people whose result is not right any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from juminzei.apps.assessment.selectors.stale import in_words
from juminzei.base.numbers import addressee_number

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from juminzei.apps.assessment.models import StaleResult


class StaleTable(tables.Table):
    """Whose result is old, and what differs."""

    addressee_id = tables.Column("宛名番号", attrs={"td": {"class": "nowrap"}})
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    changed = tables.Column("計算のあとに変わったもの", orderable=False)

    class Meta:
        attrs = {"data-roving": ""}  # noqa: RUF012 - django-tables2 reads it so
        empty_text = "計算し直しが要る人はいません。"

    def render_addressee_id(self, record: StaleResult) -> SafeString:
        """Link to the person's sheet, which shows both."""
        number = record.addressee_id
        url = reverse("consolidated_sheet", args=[number])
        year = record.check_made.run.tax_year
        text = addressee_number.text(number)
        return format_html('<a href="{}?year={}" data-row>{}</a>', url, year, text)

    def render_changed(self, value: list[str]) -> str:
        """Return what differs in words, no figures."""
        return in_words(value)
