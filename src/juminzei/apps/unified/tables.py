"""The lists of people and of what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.apps.addressees.api import HIDDEN_ADDRESS
from juminzei.apps.unified.systems import system_names
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.unified.models import NumberingCase, UnifiedPerson

ROVING = {"data-roving": "", "data-autofocus": ""}


class UnifiedTable(tables.Table):
    """One person a row; a protected person's address is not in the page at all."""

    number = tables.Column("統合宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", orderable=False)
    kana_key = tables.Column("カナ", accessor="kana")
    birth_on = tables.Column("生年月日", attrs=NOWRAP)
    address = tables.Column("住所", orderable=False)
    source = tables.Column("情報の業務", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する人はいません。条件を減らすか、カナの先頭だけで探してください。"

    def __init__(self, people: list[UnifiedPerson], *, hidden: Collection[int]) -> None:
        """Prepare a page on which the addresses of ``hidden`` are withheld."""
        super().__init__(people)
        self.hidden = hidden

    def render_number(self, value: int) -> SafeString:
        """Link to the person."""
        link = reverse("unified_person", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', link, value)

    def render_birth_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_address(self, value: str, record: UnifiedPerson) -> str:
        """Return the address, unless it is withheld."""
        return HIDDEN_ADDRESS if record.pk in self.hidden else value

    def render_source(self, value: str) -> str:
        """Return what the system is called."""
        return system_names().get(value, value)


class CaseTable(tables.Table):
    """One addressee a row of whom two people have to decide."""

    opened_at = tables.Column("受付", attrs=NOWRAP)
    system = tables.Column("業務", accessor="local__system", orderable=False)
    local_number = tables.Column("業務の宛名番号", accessor="local__local_number", orderable=False)
    kind = tables.Column("理由")

    class Meta:
        attrs = ROVING
        empty_text = "未解決の依頼はありません。"

    def render_opened_at(self, value: datetime, record: NumberingCase) -> SafeString:
        """Link to the addressee."""
        local = localtime(value)
        text = f"{wareki_text(local.date())} {local:%H:%M}"
        link = reverse("unified_local", args=[record.local_id])
        return format_html('<a href="{}" data-row>{}</a>', link, text)

    def render_system(self, value: str) -> str:
        """Return what the system is called."""
        return system_names().get(value, value)
