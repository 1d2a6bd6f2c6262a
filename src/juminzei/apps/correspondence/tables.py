"""The lists of letters that came back and of public notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from juminzei.apps.correspondence.models import StepKind
from juminzei.apps.correspondence.selectors.public_notices import STATES, WAITING
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, ROVING
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

    from juminzei.apps.correspondence.selectors.public_notices import NoticeSoFar
    from juminzei.apps.correspondence.selectors.returned import LetterSoFar


def chip(label: str, look: str) -> SafeString:
    """Return a short status word."""
    return marked(look, label)


def linked(view: str, key: int, text: str) -> SafeString:
    """Return the link by which a row is opened."""
    return format_html('<a href="{}" data-row>{}</a>', reverse(view, args=[key]), text)


def settled_in_words(letter: LetterSoFar) -> tuple[str, str]:
    """Return where a letter stands, and how it looks."""
    if letter.settled:
        return StepKind(letter.settled).label, "good"
    return ("調査中", "warning") if letter.done else ("未着手", "danger")


class ReturnedTable(tables.Table):
    """Letters that came back."""

    returned_on = tables.Column("返戻日", attrs=NOWRAP)
    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    tax_year = tables.Column("年度", attrs=NOWRAP)
    document = tables.Column("書類")
    reason = tables.Column("返戻の事由")
    last_step_on = tables.Column("最後の処理", attrs=NOWRAP)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する返戻はありません。"

    def render_returned_on(self, value: date, record: LetterSoFar) -> SafeString:
        """Link to the letter."""
        return linked("returned", record.pk, wareki_text(value))

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_last_step_on(self, value: date | None) -> str:
        """Return the day by era."""
        return wareki_text(value) if value else ""

    def render_state(self, record: LetterSoFar) -> SafeString:
        """Return where it stands."""
        return chip(*settled_in_words(record))


class PublicNoticeTable(tables.Table):
    """Public notices and from when their letters count as delivered."""

    pk = tables.Column("番号", attrs=NOWRAP)
    addressee = tables.Column("宛名番号", accessor="letter__addressee_id", orderable=False)
    name = tables.Column("氏名", accessor="letter__addressee__name", orderable=False)
    document = tables.Column("書類", accessor="letter__get_document_display", orderable=False)
    posted_on = tables.Column("掲示の開始", attrs=NOWRAP)
    effective_on = tables.Column("送達の日", attrs=NOWRAP)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する公示送達はありません。"

    def __init__(self, notices: list[NoticeSoFar], *, on: date) -> None:
        """Prepare a page as of the day."""
        super().__init__(notices)
        self.on = on

    def render_pk(self, value: int) -> SafeString:
        """Link to the notice."""
        return linked("public_notice", value, f"第{value}号")

    def render_addressee(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_posted_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_effective_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_state(self, record: NoticeSoFar) -> SafeString:
        """Return where it stands on the day."""
        return chip(*notice_state(record, self.on))


def notice_state(notice: NoticeSoFar, on: date) -> tuple[str, str]:
    """Return where a public notice stands on a day, and how it looks."""
    if notice.effective_on is not None:
        return ("送達済（みなし）", "good") if notice.effective_on <= on else ("掲示中", "warning")
    return STATES[notice.act or WAITING], "plain" if notice.act == "turned_down" else "warning"
