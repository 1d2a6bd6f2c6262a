"""The lists of packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from juminzei.apps.venue_packs.models import Outcome, PackState
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, ROVING
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

    from juminzei.apps.venue_packs.models import BroughtReturn, Pack

LOOKS: dict[str, str] = {
    PackState.ASKED: "warning",
    PackState.APPROVED: "warning",
    PackState.OUT: "warning",
    PackState.BACK: "warning",
    PackState.MERGED: "good",
    PackState.LOST: "danger",
    Outcome.CONFLICT: "danger",
    Outcome.TAKEN: "good",
}


def chip(state: str, label: str) -> SafeString:
    """Return a state as a short word."""
    return marked(LOOKS.get(state, "plain"), label)


class PackTable(tables.Table):
    """Packs, newest first."""

    id = tables.Column("持出", attrs=NOWRAP)
    venue_name = tables.Column("会場", orderable=False)
    first_day = tables.Column("初日", attrs=NOWRAP)
    due_on = tables.Column("返却期限", attrs=NOWRAP)
    people = tables.Column("対象者")
    state = tables.Column("状態", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する持出はありません。"

    def render_id(self, value: int) -> SafeString:
        """Link to the pack."""
        address = reverse("desk_pack", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', address, value)

    def render_first_day(self, value: date) -> str:
        """Return the day."""
        return wareki_text(value)

    def render_due_on(self, value: date) -> str:
        """Return the day."""
        return wareki_text(value)

    def render_state(self, record: Pack) -> SafeString:
        """Return the state as a short word."""
        return chip(record.state, record.get_state_display())


class PackedPersonTable(tables.Table):
    """Whom a pack is about: numbers and names, no address."""

    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    relative = tables.BooleanColumn(verbose_name="世帯員", orderable=False, yesno="世帯員,対象者")

    class Meta:
        attrs = ROVING
        empty_text = "対象者はいません。"

    def render_addressee_id(self, value: int) -> str:
        """Return the number with its zeros."""
        return f"{value:010d}"


class ConflictTable(tables.Table):
    """Returns that were brought back, and what became of them."""

    id = tables.Column("持ち帰り", attrs=NOWRAP)
    pack = tables.Column("持出", orderable=False)
    number = tables.Column("会場の受付番号")
    addressee = tables.Column("宛名番号", orderable=False)
    outcome = tables.Column("結果", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する申告はありません。"

    def render_id(self, value: int) -> SafeString:
        """Link to both sides."""
        address = reverse("desk_pack_conflict", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', address, value)

    def render_addressee(self, value: int) -> str:
        """Return the number with its zeros."""
        return f"{value:010d}"

    def render_outcome(self, record: BroughtReturn) -> SafeString:
        """Return what became of it as a short word."""
        return chip(record.outcome, record.get_outcome_display())
