"""The lists of the return desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from juminzei.apps.return_desk.models import ReturnState, TicketState
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, ROVING
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import date, time

    from django.utils.safestring import SafeString

    from juminzei.apps.return_desk.models import DeskReturn, Ticket
    from juminzei.platform.staff.models import StaffMember

LOOKS: dict[str, str] = {
    TicketState.WAITING: "warning",
    TicketState.CALLED: "warning",
    TicketState.SERVED: "good",
    ReturnState.TAKING: "warning",
    ReturnState.HELD: "danger",
    ReturnState.DONE: "good",
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
