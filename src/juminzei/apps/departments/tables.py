"""The lists of departments' records. What is sensitive stands on a person's page only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from juminzei.base.wareki import wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.platform.staff.cells import NOWRAP, NUMBER, ROVING, linked, moment

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.departments.models import DepartmentFile, WaitingRow


class PeriodTable(tables.Table):
    """Facts with a period: handbooks, assistance, certificates of care."""

    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    valid_from = tables.Column("有効開始日", attrs=NOWRAP)
    valid_until = tables.Column("有効終了日", attrs=NOWRAP, orderable=False, empty_values=())
    recorded_at = tables.Column("記録日時", attrs=NOWRAP)
    withdrawn = tables.Column("状態", orderable=False)
    department = tables.Column("部署", accessor="file__department", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する人はいません。"

    def render_addressee_id(self, value: int) -> SafeString:
        """Link to what departments say of the person."""
        return linked(reverse("department_person", args=[value]), f"{value:010d}")

    def render_valid_from(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_valid_until(self, value: date | None) -> str:
        """Return the day by era, or that there is no end."""
        return wareki_text(value) if value else "期限なし"

    def render_recorded_at(self, value: datetime) -> str:
        """Return the moment by era."""
        return moment(value)

    def render_withdrawn(self, value: bool) -> str:  # noqa: FBT001 - the library passes it so
        """Return whether it holds."""
        return "取消" if value else "登録"


class PremiumTable(tables.Table):
    """Premiums paid in a year."""

    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    income_year = tables.Column("納付の年")
    insurance = tables.Column("保険", accessor="get_insurance_display", orderable=False)
    withheld = tables.Column("年金からの天引額", attrs=NUMBER)
    otherwise = tables.Column("その他の納付額", attrs=NUMBER)
    recorded_at = tables.Column("記録日時", attrs=NOWRAP)
    withdrawn = tables.Column("状態", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する人はいません。"

    def render_addressee_id(self, value: int) -> SafeString:
        """Link to what departments say of the person."""
        return linked(reverse("department_person", args=[value]), f"{value:010d}")

    def render_income_year(self, value: int) -> str:
        """Return the year without a comma."""
        return f"{value}年"

    def render_withheld(self, value: int) -> str:
        """Return the yen."""
        return yen_text(value)

    def render_otherwise(self, value: int) -> str:
        """Return the yen."""
        return yen_text(value)

    def render_recorded_at(self, value: datetime) -> str:
        """Return the moment by era."""
        return moment(value)

    def render_withdrawn(self, value: bool) -> str:  # noqa: FBT001 - the library passes it so
        """Return whether it holds."""
        return "取消" if value else "登録"


class DepartmentFileTable(tables.Table):
    """Files as they were received, with what became of their rows."""

    taken_at = tables.Column("取込日時", attrs=NOWRAP)
    store = tables.Column("種類", orderable=False)
    department = tables.Column("部署", orderable=False)
    whole = tables.Column("範囲", orderable=False)
    as_of = tables.Column("基準日", attrs=NOWRAP)
    held = tables.Column("結果", orderable=False)
    rows = tables.Column("行", accessor="pk", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "まだ受け取っていません。"

    def render_taken_at(self, value: datetime) -> str:
        """Return the moment by era."""
        return moment(value)

    def render_store(self, record: DepartmentFile) -> str:
        """Return the kind in words."""
        return record.get_store_display()

    def render_whole(self, value: bool) -> str:  # noqa: FBT001 - the library passes it so
        """Return whether the file names everything."""
        return "全件" if value else "異動"

    def render_as_of(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_held(self, record: DepartmentFile) -> SafeString | str:
        """Return whether it was taken in, and why not."""
        if not record.held:
            return "取込済"
        text = '<span class="chip chip-warning">保留</span> {}'
        return format_html(text, record.held_reason)

    def render_rows(self, record: DepartmentFile) -> str:
        """Return how many rows went where."""
        counts = (
            ("全", record.rows),
            ("受入", record.accepted - record.unchanged),
            ("変更なし", record.unchanged),
            ("なくなった", record.withdrawn),
            ("確認へ", record.waiting),
            ("対象外", record.outside),
        )
        return "　".join(f"{word} {count:,}" for word, count in counts if count)


class WaitingTable(tables.Table):
    """Rows that wait for a clerk."""

    pk = tables.Column("番号")
    store = tables.Column("種類", orderable=False)
    cause = tables.Column("理由", orderable=False)
    addressee_id = tables.Column("宛名番号", attrs=NOWRAP, orderable=False)
    row_number = tables.Column("行", orderable=False)
    state = tables.Column("判断", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "確認を待つ行はありません。"

    def render_pk(self, value: int) -> SafeString:
        """Link to the row."""
        return linked(reverse("department_row", args=[value]), str(value))

    def render_store(self, record: WaitingRow) -> str:
        """Return the kind in words."""
        return record.get_store_display()

    def render_cause(self, record: WaitingRow) -> str:
        """Return the cause in words."""
        return record.get_cause_display()

    def render_addressee_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_state(self, record: WaitingRow) -> str:
        """Return what was decided."""
        decision: Any = getattr(record, "decision", None)
        if decision is None:
            return "未判断"
        return "取り込んだ" if decision.taken else "取り込まない"
