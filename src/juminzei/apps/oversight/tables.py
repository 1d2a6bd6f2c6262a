"""The lists that officers look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.apps.oversight.models import Outcome
from juminzei.apps.oversight.rules import rules
from juminzei.apps.oversight.selectors.number_views import USUAL_A_DAY
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, NUMBER, ROVING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.oversight.models import AccessFinding
    from juminzei.apps.oversight.selectors.record_search import Line
    from juminzei.platform.audit.models import Checkpoint

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


class WatchTable(tables.Table):
    """People who are watched over."""

    number = tables.Column("宛名番号", attrs=NOWRAP)
    ground = tables.Column("理由")
    entered_at = tables.Column("登録日時", attrs=NOWRAP)
    entered_by = tables.Column("登録者", orderable=False, accessor="entered_by__name")

    class Meta:
        attrs = ROVING
        empty_text = "注視対象者はいません。"

    def render_number(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_entered_at(self, value: datetime) -> str:
        """Return the moment, by era."""
        local = localtime(value)
        return f"{wareki_text(local.date())} {local:%H:%M}"


class NumberViewTable(tables.Table):
    """Looks at Individual Numbers by day and member."""

    on = tables.Column("日", attrs=NOWRAP)
    staff_number = tables.Column("職員")
    count = tables.Column("表示した個人番号の数", attrs=NUMBER)

    class Meta:
        attrs = ROVING
        empty_text = "個人番号はまだ表示されていません。"

    def __init__(self, days: list[dict[str, Any]], *, names: Mapping[str, str]) -> None:
        """Prepare a page of days of staff of these ``names``."""
        super().__init__(days)
        self.names = names

    def render_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_staff_number(self, value: str) -> str:
        """Return number and name."""
        return f"{value} {self.names.get(value, '')}".strip()

    def render_count(self, value: int) -> SafeString | str:
        """Return the count, marked when it is more than usual."""
        if value <= USUAL_A_DAY:
            return f"{value:,}"
        return format_html('<span class="chip chip-warning">{}（多い）</span>', f"{value:,}")


class CheckpointTable(tables.Table):
    """Signed checkpoints of the record."""

    number = tables.Column("検証点", attrs=NUMBER, orderable=False)
    tree_size = tables.Column("記録件数", attrs=NUMBER, orderable=False)
    made_at = tables.Column("作成日時", attrs=NOWRAP, orderable=False)
    root = tables.Column("木の根", orderable=False)
    copy = tables.Column("別の場所の写し", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "検証点はまだありません。"

    def __init__(self, checkpoints: list[Checkpoint], *, copied: int) -> None:
        """Prepare a page of checkpoints, of which the first ``copied`` lie elsewhere as well."""
        super().__init__(checkpoints)
        self.copied = copied

    def render_made_at(self, value: datetime) -> str:
        """Return the moment, by era, to the second."""
        local = localtime(value)
        return f"{wareki_text(local.date())} {local:%H:%M:%S}"

    def render_tree_size(self, value: int) -> str:
        """Return the count in groups."""
        return f"{value:,}"

    def render_root(self, value: str) -> str:
        """Return its first digits; the printed one has them all."""
        return f"{value[:16]}…"

    def render_copy(self, record: Checkpoint) -> str:
        """Return whether it lies in the second place."""
        return "あり" if record.number <= self.copied else "なし"


def rule_name(key: str) -> str:
    """Return what a rule is called, also one that is not asked any more."""
    rule = rules().by_key.get(key)
    return rule.name if rule else key
