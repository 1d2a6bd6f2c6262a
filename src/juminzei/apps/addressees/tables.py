"""The lists of addressees: those that a search found, and what was proposed of some."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime

from juminzei.apps.addressees.models import AddresseeKind
from juminzei.base.wareki import wareki_text
from juminzei.platform.policy.closeness import CLOSE
from juminzei.platform.policy.columns import MASK
from juminzei.platform.staff.cells import NOWRAP

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.addressees.models import Addressee, RegistrationProposal
    from juminzei.apps.addressees.selectors.protection import Withheld
    from juminzei.platform.staff.models import StaffMember


class PersonTable(tables.Table):
    """One person a row; the address of a protected person is not in the page at all."""

    number = tables.Column("宛名番号")
    name = tables.Column("氏名", orderable=False)
    kana = tables.Column("カナ")
    birth_on = tables.Column("生年月日")
    address = tables.Column("住所")
    flags = tables.Column("状態", orderable=False)

    class Meta:
        attrs = {"data-roving": "", "data-autofocus": ""}  # noqa: RUF012 - tables declare it so
        empty_text = "該当する人はいません。条件を減らすか、カナの先頭だけで探してください。"

    def __init__(
        self, people: list[Addressee], *, withheld: Withheld, token: str, first: int, order: str
    ) -> None:
        """Prepare one page.

        Args:
            people: The page's rows.
            withheld: Whose addresses are hidden.
            token: Of the search, so that the person page can step through the result.
            first: Position in the result of this page's first row, from 1.
            order: How the result is sorted.
        """
        super().__init__(people)
        self.people = people
        self.withheld, self.token, self.first, self.order = withheld, token, first, order
        self.hidden: frozenset[str] = frozenset()
        """Columns that the viewer's grants do not show."""
        self.close: frozenset[int] = frozenset()
        """Addressee numbers of people whom the viewer is close to."""

    def lines(self) -> SafeString:
        """Return the rows of the page; clerks wait for these all day, so no cell is looked up."""
        address = reverse("person", args=[0])[:-2]
        place = f"?in={escape(self.token)}&amp;sort={escape(self.order)}&amp;at="
        rows = [
            f'<tr><td class="nowrap">{self._number(person, address, f"/{place}{position}")}</td>'
            f"<td>{self._told('name', escape(person.name))}</td>"
            f"<td>{self._told('kana', escape(person.kana))}</td>"
            f'<td class="nowrap">{self._told("birth_on", _day(person))}</td>'
            f"<td>{self._told('address', self._address(person))}</td>"
            f"<td>{self._told('flags', self._flags(person))}</td></tr>"
            for position, person in enumerate(self.people, start=self.first)
        ]
        return mark_safe("\n".join(rows))  # noqa: S308 - every text in it was escaped  # nosec B308, B703

    def _told(self, column: str, text: str) -> str:
        return MASK if column in self.hidden else text

    def _number(self, person: Addressee, address: str, place: str) -> str:
        """Return the link to a person; it is marked if the member is close to them."""
        link = f'<a href="{address}{person.number}{place}" data-row>{person.number:010d}</a>'
        number = self._told("number", link)
        return f"{number} {CLOSE}" if person.number in self.close else number

    def _address(self, person: Addressee) -> str:
        return escape(self.withheld.address(person.number, person.address))

    def _flags(self, person: Addressee) -> str:
        """Return chips for what a clerk must know before opening the person."""
        chips = [("danger", "支援措置")] if person.number in self.withheld else []
        if person.ceased_on:
            chips.append(("warning", person.ceased_reason or "消除"))
        if person.merged_into_id is not None:
            chips.append(("warning", f"統合済 → {person.merged_into_id:010d}"))
        if person.kind != AddresseeKind.RESIDENT:
            chips.append(("plain", AddresseeKind(person.kind).label))
        return " ".join(
            f'<span class="chip chip-{look}">{escape(label)}</span>' for look, label in chips
        )


def _day(person: Addressee) -> str:
    if person.uncertain_birth:
        return escape(person.uncertain_birth)
    return wareki_text(person.birth_on) if person.birth_on else ""


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
