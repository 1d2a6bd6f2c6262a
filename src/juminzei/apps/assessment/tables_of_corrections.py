"""The lists of corrections by office authority, and of people whose tax is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.base.numbers import addressee_number
from juminzei.base.wareki import wareki_text

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.assessment.models import AssessmentHold, OfficialCorrection


class CorrectionTable(tables.Table):
    """Corrections, newest first."""

    pk = tables.Column("番号", orderable=False)
    document = tables.Column("資料", accessor="document_id")
    addressee_id = tables.Column(
        "宛名番号", accessor="document__addressee_id", attrs={"td": {"class": "nowrap"}}
    )
    reason = tables.Column("理由", orderable=False)
    proposed_by = tables.Column("起案", accessor="proposed_by__name", orderable=False)
    proposed_at = tables.Column("起案日", attrs={"td": {"class": "nowrap"}})
    decision = tables.Column("決裁", empty_values=(), orderable=False)

    class Meta:
        attrs = {"data-roving": ""}  # noqa: RUF012 - django-tables2 reads it so
        empty_text = "該当する職権訂正はありません。"

    def render_pk(self, value: int) -> SafeString:
        """Link to the correction."""
        url = reverse("official_correction", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', url, value)

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return addressee_number.text(value)

    def render_document(self, record: OfficialCorrection) -> str:
        """Return the kind and the number of the year."""
        return f"{record.document.get_kind_display()} {record.document.document_number}"

    def render_proposed_at(self, value: datetime) -> str:
        """Return the day by era."""
        return wareki_text(localtime(value).date())

    def render_decision(self, record: OfficialCorrection) -> str:
        """Return what the second person said."""
        decision = getattr(record, "decision", None)
        if decision is None:
            return "決裁待ち"
        word = "承認" if decision.approved else "不承認"
        return f"{word} {decision.decided_by.name}"


class HoldTable(tables.Table):
    """People whose tax is held, or was."""

    addressee_id = tables.Column("宛名番号", attrs={"td": {"class": "nowrap"}})
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    act = tables.Column("状態", orderable=False)
    reason = tables.Column("理由", orderable=False)
    decided_by = tables.Column("職員", accessor="decided_by__name", orderable=False)
    decided_at = tables.Column("処理日", attrs={"td": {"class": "nowrap"}})

    class Meta:
        attrs = {"data-roving": ""}  # noqa: RUF012 - django-tables2 reads it so
        empty_text = "該当する人はいません。"

    def render_addressee_id(self, value: int) -> SafeString:
        """Link to how it came to be so."""
        url = reverse("hold", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', url, addressee_number.text(value))

    def render_act(self, record: AssessmentHold) -> str:
        """Return what was done last."""
        return str(record.get_act_display())

    def render_decided_at(self, value: datetime) -> str:
        """Return the day by era."""
        return wareki_text(localtime(value).date())
