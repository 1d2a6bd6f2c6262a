"""The lists of employers' notifications and of their users of eLTAX."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse

from juminzei.apps.receiving.models import ApplicationOutcome
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, ROVING, linked, moment
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.receiving.models import DeliveredFile, EmployerApplication

LOOKS = {ApplicationOutcome.ACCEPTED: "good", ApplicationOutcome.RETURNED: "plain"}


class ApplicationTable(tables.Table):
    """Notifications of employers."""

    id = tables.Column("届出番号", attrs=NOWRAP)
    filed_on = tables.Column("提出日", attrs=NOWRAP)
    application = tables.Column("届出", orderable=False)
    collector_number = tables.Column("指定番号", orderable=False)
    name = tables.Column("事業所", orderable=False)
    person_name = tables.Column("給与所得者", orderable=False)
    received_at = tables.Column("受領日時", attrs=NOWRAP, orderable=False)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する届出はありません。"

    def render_id(self, value: int, record: EmployerApplication) -> SafeString:
        """Link to the notification."""
        return linked(reverse("employer_application", args=[record.pk]), str(value))

    def render_filed_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_received_at(self, value: datetime) -> str:
        """Return the moment in Japan's time."""
        return moment(value)

    def render_state(self, record: EmployerApplication) -> SafeString:
        """Return what was decided."""
        decision = getattr(record, "decision", None)
        if decision is None:
            return marked("warning", "判断待ち")
        outcome = ApplicationOutcome(decision.outcome)
        return marked(LOOKS[outcome], "受付済" if outcome == "accepted" else "差戻し")


class UserTable(tables.Table):
    """Files that were sent under another 利用者ID than the employer's."""

    name = tables.Column("ファイル", orderable=False)
    arrived_at = tables.Column("到達日時", attrs=NOWRAP, orderable=False)
    user_reference = tables.Column("利用者ID", orderable=False)
    employer_id = tables.Column("事業所番号", orderable=False)
    known = tables.Column(
        "登録されている利用者ID", orderable=False, accessor="employer__user_reference"
    )

    class Meta:
        attrs = ROVING
        empty_text = "確かめる利用者IDはありません。"

    def render_name(self, value: str, record: DeliveredFile) -> SafeString:
        """Link to the page on which it is entered."""
        return linked(reverse("employer_user", args=[record.pk]), value)

    def render_arrived_at(self, value: datetime) -> str:
        """Return the moment in Japan's time."""
        return moment(value)
