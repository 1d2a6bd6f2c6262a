"""The lists of the return desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from juminzei.apps.return_desk.models import LotState, ReturnState, TicketState
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, ROVING
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import date, time

    from django.utils.safestring import SafeString

    from juminzei.apps.return_desk.models import DeskReturn, LotItem, TaxOfficeLot, Ticket
    from juminzei.platform.staff.models import StaffMember

LOOKS: dict[str, str] = {
    TicketState.WAITING: "warning",
    TicketState.CALLED: "warning",
    TicketState.SERVED: "good",
    ReturnState.TAKING: "warning",
    ReturnState.HELD: "danger",
    ReturnState.DONE: "good",
    LotState.ASKED: "warning",
    LotState.GRANTED: "warning",
    LotState.MADE: "warning",
    LotState.SENT: "warning",
    LotState.CONFIRMED: "good",
}


def state_chip(state: str, label: str) -> SafeString:
    """Return a state as a short word."""
    return marked(LOOKS.get(state, "plain"), label)


class TicketTable(tables.Table):
    """Who waits, is served, or has gone."""

    number = tables.Column("整理番号", attrs=NOWRAP)
    venue_day = tables.Column("会場", orderable=False)
    kind = tables.Column("申告の種類")
    appointment = tables.Column("予約時刻", attrs=NOWRAP)
    state = tables.Column("状態")
    window = tables.Column("窓口")
    served_by = tables.Column("担当", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する整理券はありません。"

    def render_number(self, value: int, record: Ticket) -> SafeString:
        """Link to the ticket."""
        address = reverse("desk_ticket", args=[record.pk])
        return format_html('<a href="{}" data-row>{}</a>', address, value)

    def render_venue_day(self, record: Ticket) -> str:
        """Return the venue."""
        return record.venue_day.venue.name

    def render_kind(self, record: Ticket) -> str:
        """Return the kind in words."""
        return record.get_kind_display()

    def render_appointment(self, value: time) -> str:
        """Return the time to the minute."""
        return f"{value:%H:%M}"

    def render_state(self, record: Ticket) -> SafeString:
        """Return the state in words."""
        return state_chip(record.state, record.get_state_display())

    def render_served_by(self, value: StaffMember) -> str:
        """Return who serves."""
        return value.name


class RecipientTable(tables.Table):
    """People who are sent next year's form."""

    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    id = tables.Column("受付番号", attrs=NOWRAP)
    finished_on = tables.Column("完了日", attrs=NOWRAP)

    class Meta:
        attrs = ROVING
        empty_text = "送付の対象はいません。"

    def render_id(self, value: int) -> SafeString:
        """Link to the return."""
        address = reverse("desk_return", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', address, value)

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_finished_on(self, value: date) -> str:
        """Return the day in words."""
        return wareki_text(value)


class ReturnTable(tables.Table):
    """Returns that were taken."""

    id = tables.Column("受付番号", attrs=NOWRAP)
    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    tax_year = tables.Column("年度")
    kind = tables.Column("申告の種類")
    venue_day = tables.Column("会場・日", orderable=False)
    state = tables.Column("状態")
    started_by = tables.Column("受付者", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する申告はありません。"

    def render_id(self, value: int) -> SafeString:
        """Link to the return."""
        address = reverse("desk_return", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', address, value)

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_kind(self, record: DeskReturn) -> str:
        """Return the kind in words."""
        return record.get_kind_display()

    def render_venue_day(self, record: DeskReturn) -> str:
        """Return venue and day."""
        return f"{record.venue_day.venue.name} {record.venue_day.day:%m/%d}"

    def render_state(self, record: DeskReturn) -> SafeString:
        """Return the state in words."""
        return state_chip(record.state, record.get_state_display())

    def render_started_by(self, value: StaffMember) -> str:
        """Return who took it."""
        return value.name


class LotTable(tables.Table):
    """Lots for the tax office, newest first."""

    id = tables.Column("引継ぎ", attrs=NOWRAP)
    tax_office = tables.Column("税務署", orderable=False)
    venue = tables.Column("会場", orderable=False, default="すべて")
    last_day = tables.Column("完了日の末日", attrs=NOWRAP, orderable=False)
    count = tables.Column("件数")
    due_on = tables.Column("収受の確認の期限", attrs=NOWRAP)
    state = tables.Column("状態", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する引継ぎはありません。"

    def render_id(self, value: int) -> SafeString:
        """Link to the lot."""
        address = reverse("desk_lot", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', address, value)

    def render_last_day(self, value: date) -> str:
        """Return the day in words."""
        return wareki_text(value)

    def render_due_on(self, value: date) -> str:
        """Return the day in words."""
        return wareki_text(value)

    def render_state(self, record: TaxOfficeLot) -> SafeString:
        """Return the state in words."""
        return state_chip(record.state, record.get_state_display())


class LotItemTable(tables.Table):
    """The returns of a lot: no names."""

    line = tables.Column("行")
    kind = tables.Column("区分", orderable=False)
    desk_return = tables.Column("受付番号", orderable=False, attrs=NOWRAP)
    version = tables.Column("履歴番号", orderable=False)
    former = tables.Column("前の引継ぎ", orderable=False, attrs=NOWRAP, default="")

    class Meta:
        attrs = ROVING
        empty_text = "申告はありません。"

    def render_kind(self, record: LotItem) -> str:
        """Return the kind in words."""
        return record.get_kind_display()

    def render_desk_return(self, record: LotItem) -> SafeString:
        """Link to the return."""
        number = record.desk_return_id
        address = reverse("desk_return", args=[number])
        return format_html('<a href="{}" data-row>{}</a>', address, number)

    def render_former(self, value: LotItem) -> SafeString:
        """Link to the lot that told of the return before."""
        address = reverse("desk_lot", args=[value.lot_id])
        return format_html('<a href="{}">{} の {} 行</a>', address, value.lot_id, value.line)
