"""The lists that officers look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.apps.oversight.models import Outcome
from juminzei.apps.oversight.rules import rules
from juminzei.base.wareki import wareki_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.oversight.models import AccessFinding
    from juminzei.apps.oversight.selectors.record_search import Line

NOWRAP = {"td": {"class": "nowrap"}}
NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}
ROVING = {"data-roving": ""}
KINDS = {"addressee": "宛名番号", "staff_member": "職員", "page": "画面"}
"""What subjects are called; others go by their number alone."""


class RecordTable(tables.Table):
    """Records of acts."""

    recorded_at = tables.Column("日時", attrs=NOWRAP)
    staff_number = tables.Column("職員", orderable=False)
    terminal = tables.Column("端末", orderable=False)
    action = tables.Column("操作", orderable=False)
    function = tables.Column("機能", orderable=False)
    subject_id = tables.Column("対象", orderable=False, empty_values=())
    result = tables.Column("結果", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する操作記録はありません。条件を減らすか、期間を広げてください。"

    def render_recorded_at(self, value: datetime, record: Line) -> SafeString:
        """Link to the record; to the second, by era."""
        local = localtime(value)
        text = f"{wareki_text(local.date())} {local:%H:%M:%S}"
        link = reverse("audit_record", args=[record.sequence])
        return format_html('<a href="{}" data-row>{}</a>', link, text)

    def render_staff_number(self, record: Line) -> str:
        """Return number and name at that time."""
        return f"{record.staff_number} {record.staff_name}"

    def render_subject_id(self, record: Line) -> str:
        """Return what it was done to."""
        return f"{KINDS.get(record.subject_kind, '')} {record.subject_id}".strip()


class FindingTable(tables.Table):
    """What was found out of the ordinary."""

    day = tables.Column("日", attrs=NOWRAP)
    rule = tables.Column("規則")
    staff_number = tables.Column("職員")
    subject_id = tables.Column("対象者", orderable=False)
    count = tables.Column("件数", attrs=NUMBER)
    outcome = tables.Column("判断", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する検出はありません。"

    def __init__(self, findings: list[AccessFinding], *, names: Mapping[str, str]) -> None:
        """Prepare a page of findings about staff of these ``names``."""
        super().__init__(findings)
        self.names = names

    def render_day(self, value: date, record: AccessFinding) -> SafeString:
        """Link to the finding."""
        link = reverse("finding", args=[record.pk])
        return format_html('<a href="{}" data-row>{}</a>', link, wareki_text(value))

    def render_rule(self, value: str) -> str:
        """Return what the rule is called."""
        return rule_name(value)

    def render_staff_number(self, value: str) -> str:
        """Return number and name."""
        return f"{value} {self.names.get(value, '')}".strip()

    def render_outcome(self, value: str | None) -> SafeString:
        """Return the decision in a word."""
        return format_html(
            '<span class="chip chip-{}">{}</span>',
            "plain" if value else "warning",
            Outcome(value).label if value else "未判断",
        )


def rule_name(key: str) -> str:
    """Return what a rule is called, also one that is not asked any more."""
    rule = rules().by_key.get(key)
    return rule.name if rule else key
