"""The lists of exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.urls import reverse

from juminzei.apps.addressees.api import HIDDEN_ADDRESS
from juminzei.apps.exchange.selectors.standing import STATES, state_of
from juminzei.base.numbers.municipalities import named
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, NUMBER, ROVING, linked, moment
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.exchange.models import Consignment, Medium
    from juminzei.apps.exchange.selectors.waiting_documents import MovedAway
    from juminzei.platform.documents.exchanges import Exchange


class ConsignmentTable(tables.Table):
    """What goes or went to other municipalities."""

    id = tables.Column("送付番号", attrs=NOWRAP)
    kind = tables.Column("種類")
    tax_year = tables.Column("年度", attrs=NOWRAP)
    municipality = tables.Column("送付先", attrs=NOWRAP, orderable=False)
    document_count = tables.Column("資料", attrs=NUMBER, orderable=False)
    due_on = tables.Column("送付期限", attrs=NOWRAP)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する送付はありません。"

    def __init__(self, *args: Any, **options: Any) -> None:
        self.hidden: set[int] = options.pop("hidden", set())
        super().__init__(*args, **options)

    def render_id(self, value: int) -> SafeString:
        """Link to the consignment."""
        return linked(reverse("consignment", args=[value]), str(value))

    def render_municipality(self, value: str, record: Consignment) -> str:
        """Return the municipality, unless it tells where a protected person lives."""
        return HIDDEN_ADDRESS if record.pk in self.hidden else named(value)

    def render_due_on(self, value: date) -> str:
        """Return the day."""
        return wareki_text(value)

    def render_state(self, record: Consignment) -> SafeString:
        """Return where it stands."""
        return marked(*STATES[state_of(record)])


class MovedAwayTable(tables.Table):
    """Documents of people who lived elsewhere on 1 January."""

    document_number = tables.Column("資料番号", attrs=NOWRAP, orderable=False)
    kind = tables.Column("種類", orderable=False)
    payer_name = tables.Column("支払者", orderable=False)
    addressee_id = tables.Column("宛名番号", attrs=NOWRAP, orderable=False)
    why = tables.Column("住民記録", attrs=NOWRAP, orderable=False)
    where = tables.Column("転出先・前住所", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する資料はありません。"

    def render_document_number(self, value: int, record: MovedAway) -> SafeString:
        """Link to the decision."""
        return linked(reverse("forward_moved", args=[record.document_id]), str(value))

    def render_addressee_id(self, value: int) -> str:
        """Return ten digits."""
        return f"{value:010d}"


class VoidGiftTable(tables.Table):
    """One-stop notices that do not count here."""

    document_number = tables.Column("資料番号", attrs=NOWRAP, orderable=False)
    name = tables.Column("氏名", orderable=False)
    amount = tables.Column("寄附金の額", attrs=NUMBER, orderable=False)
    ground = tables.Column("相手に伝える理由", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "連絡を待つ通知はありません。"

    def render_amount(self, value: int) -> str:
        """Return yen."""
        return f"{value:,}円"


class MediumTable(tables.Table):
    """Media that are carried."""

    id = tables.Column("番号", attrs=NOWRAP)
    direction = tables.Column("向き")
    label = tables.Column("媒体番号", orderable=False)
    partner = tables.Column("相手", orderable=False)
    file_count = tables.Column("ファイル", attrs=NUMBER, orderable=False)
    prepared_at = tables.Column("作成日時", attrs=NOWRAP)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する媒体はありません。"

    def render_id(self, value: int) -> SafeString:
        """Link to the medium."""
        return linked(reverse("medium", args=[value]), str(value))

    def render_prepared_at(self, value: datetime) -> str:
        """Return the moment in Japan's time."""
        return moment(value)

    def render_state(self, record: Medium) -> SafeString:
        """Return where it stands."""
        return marked(*medium_standing(record))


def medium_standing(record: Medium) -> tuple[str, str]:
    """Return how a medium's state looks and what it is called."""
    done = record.__dict__
    if done["turned_down"]:
        return "plain", "取下げ"
    if done["carried"]:
        return "good", "受渡し済"
    return ("warning", "受渡し待ち") if done["approved"] else ("warning", "承認待ち")


class LogTable(tables.Table):
    """Everything sent and received."""

    at = tables.Column("日時", attrs=NOWRAP)
    direction = tables.Column("向き", attrs=NOWRAP)
    channel = tables.Column("方法")
    partner = tables.Column("相手", orderable=False)
    what = tables.Column("内容", orderable=False)
    told = tables.Column("申告の件数", attrs=NUMBER, orderable=False, default="—")
    count = tables.Column("件数", attrs=NUMBER)
    waiting = tables.Column("未処理", attrs=NUMBER)
    state = tables.Column("照合", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する送受信はありません。"

    def render_at(self, value: datetime, record: Exchange) -> SafeString:
        """Link to where it is kept."""
        return linked(record.page, moment(value))

    def render_direction(self, value: str) -> str:
        """Return the direction in words."""
        return {"in": "受信", "out": "送信"}[value]

    def render_state(self, record: Exchange) -> SafeString:
        """Return whether the counts agree and everything was dealt with."""
        if not record.agrees:
            return marked("danger", "不一致")
        return marked("warning", "未処理あり") if record.waiting else marked("good", "一致")
