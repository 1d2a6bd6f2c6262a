"""The lists of staff and of terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, ROVING
from juminzei.platform.staff.chips import marked
from juminzei.platform.staff.facts import terminal_state

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.platform.staff.models import StaffMember, Terminal


class StaffTable(tables.Table):
    """Staff."""

    staff_number = tables.Column("職員番号", attrs=NOWRAP)
    name = tables.Column("氏名", attrs=NOWRAP)
    department = tables.Column("所属")
    roles = tables.Column("役割", orderable=False, empty_values=())
    valid_until = tables.Column("有効終了日", attrs=NOWRAP)
    last_login = tables.Column("最後のサインイン", attrs=NOWRAP)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する職員はいません。条件を減らしてください。"

    def __init__(
        self,
        members: list[StaffMember],
        *,
        roles: Mapping[int, str],
        states: Mapping[int, str],
    ) -> None:
        """Prepare a page of members with these roles and states."""
        super().__init__(members)
        self.roles, self.states = roles, states

    def render_staff_number(self, value: str) -> SafeString:
        """Link to the member."""
        link = reverse("staff_member", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', link, value)

    def render_roles(self, record: StaffMember) -> str:
        """Return the roles of the day."""
        return str(self.roles.get(record.pk, ""))

    def render_valid_until(self, value: date) -> str:
        """Return the last day by era."""
        return wareki_text(value)

    def render_last_login(self, value: datetime) -> str:
        """Return the day of the last sign-in."""
        return wareki_text(localtime(value).date())

    def render_state(self, record: StaffMember) -> SafeString:
        """Return the state in a word."""
        text = self.states.get(record.pk, "")
        kind = "good" if text == "有効" else "plain"
        return marked(kind, text)


class TerminalTable(tables.Table):
    """Terminals."""

    name = tables.Column("端末名", attrs=NOWRAP)
    place = tables.Column("設置場所")
    terminal_class = tables.Column("区分", attrs=NOWRAP)
    proof = tables.Column("確かめ方", orderable=False, empty_values=())
    requested_at = tables.Column("申請", attrs=NOWRAP)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する端末はありません。"

    def render_name(self, record: Terminal) -> SafeString:
        """Link to the terminal."""
        link = reverse("terminal_page", args=[record.pk])
        return format_html('<a href="{}" data-row>{}</a>', link, record.name)

    def render_terminal_class(self, record: Terminal) -> str:
        """Return the class by its name."""
        return str(record.get_terminal_class_display())

    def render_proof(self, record: Terminal) -> str:
        """Return what the terminal is known by."""
        return "証明書" if record.certificate_digest else "登録キー"

    def render_requested_at(self, value: datetime) -> str:
        """Return the day by era."""
        return wareki_text(localtime(value).date())

    def render_state(self, record: Terminal) -> SafeString:
        """Return the state in a word."""
        text = terminal_state(record)
        kind = {"使用可": "good", "承認待ち": "warning"}.get(text, "plain")
        return marked(kind, text)
