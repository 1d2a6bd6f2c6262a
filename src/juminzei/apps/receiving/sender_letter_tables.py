"""The list of letters that give something back to its sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse

from juminzei.apps.receiving.selectors.sender_letters import STATES, letter_state
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, NUMBER, ROVING, linked
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

    from juminzei.apps.receiving.models import SenderLetter


class SenderLetterTable(tables.Table):
    """Letters to senders."""

    id = tables.Column("番号", attrs=NOWRAP)
    matter = tables.Column("用件")
    receiver = tables.Column("宛先", orderable=False)
    about = tables.Column("対象", orderable=False)
    lines = tables.Column("か所", attrs=NUMBER, orderable=False)
    reply_by = tables.Column("提出期限", attrs=NOWRAP)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する差戻しはありません。"

    def render_id(self, value: int) -> SafeString:
        """Link to the letter."""
        return linked(reverse("sender_letter", args=[value]), str(value))

    def render_lines(self, value: list[list[str]]) -> str:
        """Return how many things are wrong."""
        return f"{len(value):,}"

    def render_reply_by(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_state(self, record: SenderLetter) -> SafeString:
        """Return where it stands."""
        return marked(*STATES[letter_state(record)])
