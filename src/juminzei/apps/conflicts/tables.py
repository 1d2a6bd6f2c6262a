"""The lists about closeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, ROVING
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.conflicts.models import CosignRequest, StaffAddressee
    from juminzei.platform.staff.models import StaffMember


class EntryTable(tables.Table):
    """Which addressee each member of staff is said to be."""

    entered_at = tables.Column("登録日時", attrs=NOWRAP)
    staff_member = tables.Column("職員", orderable=False)
    addressee_id = tables.Column("宛名番号", attrs=NOWRAP, orderable=False)
    relation = tables.Column("関係", orderable=False)
    holds = tables.Column("区分", orderable=False)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する登録はありません。"

    def render_entered_at(self, value: datetime, record: StaffAddressee) -> SafeString:
        """Link to the entry."""
        return linked(reverse("staff_addressee", args=[record.pk]), value)

    def render_staff_member(self, value: StaffMember) -> str:
        """Return number and name."""
        return f"{value.staff_number} {value.name}"

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_holds(self, value: bool) -> str:  # noqa: FBT001 - the library passes it so
        """Return what is entered, in words."""
        return "登録" if value else "登録の取消"

    def render_state(self, record: StaffAddressee) -> SafeString:
        """Return what the second person said."""
        decision = getattr(record, "decision", None)
        if decision is None:
            return marked("warning", "確認待ち")
        return marked("plain", "確認済" if decision.confirmed else "却下")


class CosignTable(tables.Table):
    """What supervisors were asked to open."""

    asked_at = tables.Column("申請日時", attrs=NOWRAP)
    staff_member = tables.Column("申請者", orderable=False)
    addressee_id = tables.Column("対象者の宛名番号", attrs=NOWRAP, orderable=False)
    purpose = tables.Column("利用目的", orderable=False)
    state = tables.Column("判断", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する申請はありません。"

    def render_asked_at(self, value: datetime, record: CosignRequest) -> SafeString:
        """Link to the request."""
        return linked(reverse("cosign", args=[record.pk]), value)

    def render_staff_member(self, value: StaffMember) -> str:
        """Return number and name."""
        return f"{value.staff_number} {value.name}"

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_state(self, record: CosignRequest) -> SafeString:
        """Return what the supervisor said."""
        decision = getattr(record, "decision", None)
        if decision is None:
            return marked("warning", "判断待ち")
        return marked("plain", "承認" if decision.granted else "不承認")


def linked(address: str, at: datetime) -> SafeString:
    """Return the link by which a row is opened, named by a moment in Japan's time."""
    local = localtime(at)
    text = f"{wareki_text(local.date())} {local:%H:%M}"
    return format_html('<a href="{}" data-row>{}</a>', address, text)
