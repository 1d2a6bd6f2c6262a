"""The list of proposals as people see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.apps.addressees.models import AddresseeKind
from juminzei.base.wareki import wareki_text

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.addressees.models import RegistrationProposal
    from juminzei.platform.staff.models import StaffMember

NOWRAP = {"td": {"class": "nowrap"}}


class ProposalTable(tables.Table):
    """One proposal a row; no address stands in it."""

    proposed_at = tables.Column("申請日時", attrs=NOWRAP)
    kind = tables.Column("種別")
    name = tables.Column("氏名・名称", orderable=False)
    about = tables.Column("内容", orderable=False, empty_values=())
    proposed_by = tables.Column("申請者")
    outcome = tables.Column("決定", orderable=False, empty_values=())

    class Meta:
        attrs = {"data-roving": ""}  # noqa: RUF012 - tables declare it so
        empty_text = "該当する申請はありません。"

    def render_proposed_at(self, value: datetime, record: RegistrationProposal) -> SafeString:
        """Link to the proposal."""
        local = localtime(value)
        text = f"{wareki_text(local.date())} {local:%H:%M}"
        return format_html(
            '<a href="{}" data-row>{}</a>', reverse("registration", args=[record.pk]), text
        )

    def render_kind(self, value: str) -> str:
        """Return the kind in a word."""
        return str(AddresseeKind(value).label) if value in AddresseeKind.values else value

    def render_about(self, record: RegistrationProposal) -> str:
        """Return whether somebody is new or corrected."""
        if record.subject_id is None:
            return "新しい登録"
        return f"{record.subject_id:010d} の修正"

    def render_proposed_by(self, value: StaffMember) -> str:
        """Return number and name."""
        return f"{value.staff_number} {value.name}"

    def render_outcome(self, record: RegistrationProposal) -> SafeString:
        """Return the decision in a word, with the number that came of it."""
        decision = getattr(record, "decision", None)
        if decision is None:
            return format_html('<span class="chip chip-warning">{}</span>', "決定待ち")
        if decision.version is None:
            return format_html('<span class="chip chip-plain">{}</span>', "却下")
        number = f"{decision.version.addressee_id:010d}"
        return format_html('<span class="chip chip-good">{}</span> {}', "承認", number)
