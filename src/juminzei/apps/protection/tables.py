"""The list of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from juminzei.apps.protection.models import CaseState
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

    from juminzei.apps.protection.models import ProtectionCase

LOOKS = {
    CaseState.WAITING: "warning",
    CaseState.TEMPORARY: "danger",
    CaseState.ACTIVE: "danger",
    CaseState.ENDED: "plain",
    CaseState.TURNED_DOWN: "plain",
}


class CaseTable(tables.Table):
    """One case a row; whom it is to be kept from is on its own page only."""

    pk = tables.Column("番号", attrs=NOWRAP)
    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    kind = tables.Column("種別", orderable=False)
    state = tables.Column("状態", accessor="standing__state", orderable=False)
    valid_from = tables.Column("期間の初日", accessor="standing__valid_from", attrs=NOWRAP)
    valid_until = tables.Column("期間の末日", accessor="standing__valid_until", attrs=NOWRAP)

    class Meta:
        attrs = {"data-roving": "", "data-autofocus": ""}  # noqa: RUF012 - tables declare it so
        empty_text = "該当する申出はありません。"

    def render_pk(self, value: int) -> SafeString:
        """Link to the case."""
        link = reverse("protection_case", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', link, value)

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_state(self, record: ProtectionCase) -> SafeString:
        """Return the state in a word."""
        state = CaseState(record.standing.state)
        return marked(LOOKS[state], state.label)

    def render_valid_from(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_valid_until(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)
