"""The list of people whose result is not right any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from juminzei.apps.assessment.models import RunState
from juminzei.apps.assessment.selectors.stale import in_words
from juminzei.base.numbers import addressee_number

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from juminzei.apps.assessment.models import StaleResult


class StaleTable(tables.Table):
    """Whose result is old, and what differs."""

    chosen = tables.Column("選択", empty_values=(), orderable=False)
    addressee_id = tables.Column("宛名番号", attrs={"td": {"class": "nowrap"}})
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    changed = tables.Column("計算のあとに変わったもの", orderable=False)

    class Meta:
        attrs = {"data-roving": ""}  # noqa: RUF012 - django-tables2 reads it so
        empty_text = "計算し直しが要る人はいません。"

    def render_addressee_id(self, record: StaleResult) -> SafeString:
        """Link to the page that shows both: the sheet, of a fixed year that of reassessing."""
        number = record.addressee_id
        run = record.check_made.run
        year, fixed = run.tax_year, run.state == RunState.FIXED
        url = reverse("reassess" if fixed else "consolidated_sheet", args=[number])
        text = addressee_number.text(number)
        return format_html('<a href="{}?year={}" data-row>{}</a>', url, year, text)

    def render_chosen(self, record: StaleResult) -> SafeString | str:
        """Return the box that chooses the person to be calculated anew; none once it is fixed."""
        if record.check_made.run.state == RunState.FIXED:
            return ""
        number = record.addressee_id
        return format_html(
            '<input type="checkbox" name="chosen" value="{}" aria-label="{} を選ぶ">',
            number,
            addressee_number.text(number),
        )

    def render_changed(self, value: list[str]) -> str:
        """Return what differs in words, no figures."""
        return in_words(value)
