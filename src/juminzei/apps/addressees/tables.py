"""The list of persons that a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from juminzei.base.wareki import wareki_text

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString
    from django_tables2.rows import BoundRow

    from juminzei.apps.addressees.models import Addressee

FLAGS = {"死亡": "warning", "転出": "warning"}
HIDDEN_ADDRESS = "（支援措置のため非表示）"


class PersonTable(tables.Table):
    """One person a row; the address of a protected person is not in the page at all."""

    number = tables.Column("宛名番号", attrs={"td": {"class": "nowrap"}})
    name = tables.Column("氏名", orderable=False)
    kana = tables.Column("カナ")
    birth_on = tables.Column("生年月日", attrs={"td": {"class": "nowrap"}})
    address = tables.Column("住所")
    flags = tables.Column("状態", empty_values=(), orderable=False)

    class Meta:
        attrs = {"data-roving": "", "data-autofocus": ""}  # noqa: RUF012 - tables declare it so
        empty_text = "該当する人はいません。条件を減らすか、カナの先頭だけで探してください。"

    def __init__(
        self, people: list[Addressee], *, protected: set[int], token: str, first: int, order: str
    ) -> None:
        """Prepare one page.

        Args:
            people: The page's rows.
            protected: Addressee numbers whose addresses are hidden.
            token: Of the search, so that the person page can step through the result.
            first: Position in the result of this page's first row, from 1.
            order: How the result is sorted.
        """
        super().__init__(people)
        self.protected, self.token, self.first, self.order = protected, token, first, order

    def render_number(self, record: Addressee, bound_row: BoundRow) -> SafeString:
        """Link to the person, keeping the place in the result."""
        position = self.first + bound_row.row_counter
        return format_html(
            '<a href="{}?in={}&amp;at={}&amp;sort={}" data-row>{}</a>',
            reverse("person", args=[record.number]),
            self.token,
            position,
            self.order,
            f"{record.number:010d}",
        )

    def render_birth_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_address(self, record: Addressee) -> str:
        """Return the address unless the person is protected."""
        return HIDDEN_ADDRESS if record.number in self.protected else record.address

    def render_flags(self, record: Addressee) -> SafeString:
        """Return chips for what a clerk must know before opening the person."""
        chips = [("danger", "支援措置")] if record.number in self.protected else []
        if record.ceased_on:
            chips.append((FLAGS.get(record.ceased_reason, "plain"), record.ceased_reason or "消除"))
        if record.kind != "resident":
            chips.append(("plain", record.get_kind_display()))
        return format_html_join(" ", '<span class="chip chip-{}">{}</span>', chips)
