"""The lists of national returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.apps.national_returns.models import AgencyOutcome, DeliveryState, StagedState
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, NUMBER, ROVING, moment
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.national_returns.models import (
        AgencyReport,
        Disposal,
        ReturnDelivery,
        StagedReturn,
    )

LOOKS: dict[str, str] = {
    StagedState.TAKEN: "good",
    StagedState.ENTRY: "warning",
    StagedState.OUTSIDE: "warning",
    StagedState.CHECK: "danger",
    DeliveryState.TAKEN: "good",
    DeliveryState.TAKING: "warning",
    DeliveryState.HELD: "danger",
}


def chip(state: str, label: str) -> SafeString:
    """Return a state as a short word."""
    return marked(LOOKS.get(state, "plain"), label)


class ReturnTable(tables.Table):
    """Returns."""

    id = tables.Column("申告", attrs=NOWRAP)
    tax_year = tables.Column("年度")
    name = tables.Column("氏名", orderable=False)
    kana = tables.Column("フリガナ", orderable=False)
    birth_on = tables.Column("生年月日", orderable=False)
    reference = tables.Column("整理番号", orderable=False)
    received_on = tables.Column("受付日", attrs=NOWRAP)
    kind = tables.Column("申告種別")
    state = tables.Column("状態")
    addressee_id = tables.Column("宛名番号", orderable=False, attrs=NOWRAP)

    class Meta:
        attrs = ROVING
        empty_text = "該当する申告はありません。"

    def render_id(self, value: int) -> SafeString:
        """Link to the return."""
        address = reverse("national_return", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', address, value)

    def render_birth_on(self, value: date) -> str:
        """Return the birthday."""
        return wareki_text(value)

    def render_received_on(self, value: date) -> str:
        """Return the day of receipt."""
        return wareki_text(value)

    def render_state(self, record: StagedReturn) -> SafeString:
        """Return the state in words."""
        return chip(record.state, record.get_state_display())

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"


class DayTable(tables.Table):
    """What the tax office received on each day."""

    day = tables.Column("収受日", attrs=NOWRAP)
    returns = tables.Column("件数", attrs=NUMBER)
    corrections = tables.Column("修正等", attrs=NUMBER)
    remarked = tables.Column("補記あり", attrs=NUMBER)
    broken = tables.Column("エラー", attrs=NUMBER)

    class Meta:
        attrs = ROVING
        empty_text = "この年度の申告はありません。"

    def render_day(self, value: date) -> str:
        """Return the day."""
        return wareki_text(value)


class DisposalTable(tables.Table):
    """Requests to erase returns whose time is over."""

    id = tables.Column("起案", attrs=NOWRAP)
    until = tables.Column("保存期限", attrs=NOWRAP)
    count = tables.Column("件数", attrs=NUMBER)
    reason = tables.Column("理由", orderable=False)
    asked_by = tables.Column("起案者", orderable=False)
    asked_at = tables.Column("起案日時", attrs=NOWRAP)
    decision = tables.Column("決定", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "起案はありません。"

    def render_until(self, value: date) -> str:
        """Return the day."""
        return wareki_text(value)

    def render_asked_at(self, value: datetime) -> str:
        """Return the moment to the minute."""
        return moment(value)

    def render_asked_by(self, record: Disposal) -> str:
        """Return who asked."""
        return record.asked_by.name

    def render_decision(self, record: Disposal) -> str:
        """Return who decided what."""
        decision = getattr(record, "decision", None)
        if decision is None:
            return "決定待ち"
        return f"{'承認' if decision.granted else '却下'} {decision.decided_by.name}"


class DeliveryTable(tables.Table):
    """Deliveries."""

    id = tables.Column("受付", attrs=NOWRAP)
    source = tables.Column("区分")
    kind = tables.Column("種類")
    delivery_id = tables.Column("配信番号")
    delivered_on = tables.Column("配信日", attrs=NOWRAP)
    count = tables.Column("件数")
    state = tables.Column("状態")
    problem = tables.Column("保留の理由", orderable=False)
    received_at = tables.Column("受領日時", attrs=NOWRAP)

    class Meta:
        attrs = ROVING
        empty_text = "配信はありません。"

    def render_source(self, record: ReturnDelivery) -> str:
        """Return the source in words."""
        return record.get_source_display()

    def render_kind(self, record: ReturnDelivery) -> str:
        """Return the kind in words."""
        return record.get_kind_display()

    def render_delivered_on(self, value: date) -> str:
        """Return the day."""
        return wareki_text(value)

    def render_received_at(self, value: datetime) -> str:
        """Return the moment to the minute."""
        return moment(value)

    def render_state(self, record: ReturnDelivery) -> SafeString:
        """Return the state in words."""
        return chip(record.state, record.get_state_display())


class AgencyTable(tables.Table):
    """Denied claims that were reported to the tax office."""

    id = tables.Column("報告", attrs=NOWRAP)
    staged_id = tables.Column("申告", attrs=NOWRAP)
    found = tables.Column("否認の内容")
    reported_at = tables.Column("報告日", attrs=NOWRAP)
    reply_by = tables.Column("回答期限", attrs=NOWRAP)
    answer = tables.Column("回答", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "報告はありません。"

    def render_staged_id(self, value: int) -> SafeString:
        """Link to the return's reports."""
        address = reverse("national_agency_return", args=[value])
        return format_html('<a href="{}" data-row>{}</a>', address, value)

    def render_reported_at(self, value: datetime) -> str:
        """Return the day."""
        return wareki_text(localtime(value).date())

    def render_reply_by(self, value: date) -> str:
        """Return the day."""
        return wareki_text(value)

    def render_answer(self, record: AgencyReport) -> SafeString:
        """Return what the tax office did, if it answered."""
        answer = getattr(record, "answer", None)
        if answer is None:
            return marked("warning", "回答待ち")
        look = "good" if answer.outcome == AgencyOutcome.CORRECTED else "plain"
        label = answer.get_outcome_display()
        return marked(look, label)
