"""The lists of receiving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse

from juminzei.apps.receiving.models import FileState
from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, NUMBER, ROVING, linked, moment
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.receiving.models import (
        DeliveredFile,
        Delivery,
        Employer,
        PunchBatch,
        UnknownEmployer,
    )
    from juminzei.apps.receiving.selectors.summary_checks import SummaryCheck

SUMMARY_STATES = {
    "agrees": ("good", "一致"),
    "open": ("danger", "差異あり"),
    "held": ("warning", "照会中"),
    "accepted": ("plain", "了承済"),
}
LOOKS = {FileState.TAKEN: "good", FileState.QUARANTINED: "danger", FileState.RETURNED: "plain"} | {
    FileState.PAPERS: "warning"
}


class DeliveryTable(tables.Table):
    """Entries of the delivery register."""

    id = tables.Column("受領番号", attrs=NOWRAP)
    received_at = tables.Column("受領日時", attrs=NOWRAP)
    channel = tables.Column("入手方法")
    source = tables.Column("入手元", orderable=False)
    sender = tables.Column("提出者", orderable=False)
    medium = tables.Column("媒体番号", orderable=False)
    file_count = tables.Column("ファイル", attrs=NUMBER, orderable=False)
    row_count = tables.Column("件数", attrs=NUMBER, orderable=False)
    open_count = tables.Column("未取込", attrs=NUMBER, orderable=False)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する受領はありません。"

    def render_id(self, value: int, record: Delivery) -> SafeString:
        """Link to the entry."""
        return linked(reverse("delivery", args=[record.pk]), str(value))

    def render_received_at(self, value: datetime) -> str:
        """Return the moment in Japan's time."""
        return moment(value)

    def render_file_count(self, value: int) -> str:
        """Return the number with commas."""
        return f"{value:,}"

    def render_row_count(self, value: int) -> str:
        """Return the number with commas."""
        return f"{value:,}"

    def render_open_count(self, value: int) -> str:
        """Return the number with commas."""
        return f"{value:,}"

    def render_state(self, record: Delivery) -> SafeString:
        """Return where the entry stands."""
        return marked(*standing(record))


class FileTable(tables.Table):
    """Received files."""

    name = tables.Column("ファイル", orderable=False)
    delivery_id = tables.Column("受領番号", attrs=NOWRAP)
    entered_at = tables.Column("登録日時", attrs=NOWRAP)
    content = tables.Column("中身", orderable=False)
    label = tables.Column("資料", orderable=False)
    received_rows = tables.Column("件数", attrs=NUMBER, orderable=False)
    accepted = tables.Column("取込", attrs=NUMBER, orderable=False)
    held = tables.Column("保留", attrs=NUMBER, orderable=False)
    duplicates = tables.Column("重複", attrs=NUMBER, orderable=False)
    scan = tables.Column("ウイルス検査", orderable=False)
    state = tables.Column("状態", orderable=False)
    reason = tables.Column("理由", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当するファイルはありません。"

    def render_name(self, value: str, record: DeliveredFile) -> SafeString:
        """Link to the file's page."""
        return linked(reverse("delivered_file", args=[record.pk]), value)

    def render_entered_at(self, value: datetime) -> str:
        """Return the moment in Japan's time."""
        return moment(value)

    def render_state(self, value: str, record: DeliveredFile) -> SafeString:
        """Return where the file stands."""
        return marked(LOOKS.get(FileState(record.state), "warning"), value)

    def render_received_rows(self, value: int) -> str:
        """Return the number with commas."""
        return f"{value:,}"

    def render_accepted(self, value: int) -> str:
        """Return the number with commas."""
        return f"{value:,}"

    def render_held(self, value: int) -> str:
        """Return the number with commas."""
        return f"{value:,}"

    def render_duplicates(self, value: int) -> str:
        """Return the number with commas."""
        return f"{value:,}"


class DayTable(tables.Table):
    """What came on each day, by channel and kind."""

    day = tables.Column("受領日", attrs=NOWRAP, orderable=False)
    channel = tables.Column("入手方法", orderable=False)
    label = tables.Column("資料", orderable=False)
    files = tables.Column("ファイル", attrs=NUMBER, orderable=False)
    received = tables.Column("件数", attrs=NUMBER, orderable=False)
    accepted = tables.Column("取込", attrs=NUMBER, orderable=False)
    held = tables.Column("保留", attrs=NUMBER, orderable=False)
    duplicates = tables.Column("重複", attrs=NUMBER, orderable=False)
    waiting = tables.Column("未取込", attrs=NUMBER, orderable=False)
    quarantined = tables.Column("隔離", attrs=NUMBER, orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "この期間に受け取ったものはありません。"

    def render_day(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)


class EmployerTable(tables.Table):
    """Employers."""

    id = tables.Column("事業所番号", attrs=NOWRAP)
    collector_number = tables.Column("指定番号", attrs=NOWRAP)
    corporate_number = tables.Column("法人番号", attrs=NOWRAP, orderable=False)
    name = tables.Column("名称", orderable=False)
    address = tables.Column("所在地", orderable=False)
    user_reference = tables.Column("利用者ID", orderable=False)
    merged_into_id = tables.Column("合併先", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する事業所はありません。"

    def render_id(self, value: int, record: Employer) -> SafeString:
        """Link to the employer."""
        return linked(reverse("employer", args=[record.pk]), str(value))


class UnknownEmployerTable(tables.Table):
    """Payers whom nobody knows."""

    id = tables.Column("受付", attrs=NOWRAP, orderable=False)
    queued_at = tables.Column("登録待ちの日時", attrs=NOWRAP)
    collector_number = tables.Column("指定番号", orderable=False)
    corporate_number = tables.Column("法人番号", orderable=False)
    name = tables.Column("名称", orderable=False)
    documents = tables.Column("資料数", attrs=NUMBER, orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "登録を待つ支払者はありません。"

    def render_id(self, value: int, record: UnknownEmployer) -> SafeString:
        """Link to the entry."""
        return linked(reverse("unknown_employer", args=[record.pk]), str(value))

    def render_queued_at(self, value: datetime) -> str:
        """Return the moment in Japan's time."""
        return moment(value)


class SummaryTable(tables.Table):
    """総括表 against their details."""

    sheet = tables.Column("総括表", attrs=NOWRAP, orderable=False)
    collector_number = tables.Column(
        "指定番号", accessor="sheet__collector_number", orderable=False
    )
    name = tables.Column("名称", accessor="sheet__name", orderable=False)
    stated = tables.Column("報告人員", accessor="reported__stated", attrs=NUMBER, orderable=False)
    found = tables.Column("明細", accessor="reported__found", attrs=NUMBER, orderable=False)
    differences = tables.Column("差異", empty_values=(), orderable=False)
    state = tables.Column("状態", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "該当する総括表はありません。"

    def render_sheet(self, record: SummaryCheck) -> SafeString:
        """Link to the summary."""
        return linked(reverse("summary", args=[record.sheet.pk]), str(record.sheet.pk))

    def render_differences(self, record: SummaryCheck) -> str:
        """Return each figure that differs."""
        return "、".join(
            f"{line.label} {line.difference:+,}" for line in record.lines if line.difference
        )

    def render_state(self, value: str) -> SafeString:
        """Return where the difference stands."""
        return marked(*SUMMARY_STATES[value])


class PunchTable(tables.Table):
    """Batches lent to the contractor."""

    id = tables.Column("貸出", attrs=NOWRAP)
    lent_at = tables.Column("貸出日時", attrs=NOWRAP)
    contractor = tables.Column("委託先", orderable=False)
    box = tables.Column("箱番号", orderable=False)
    first_number = tables.Column("最初の資料番号", attrs=NUMBER, orderable=False)
    last_number = tables.Column("最後の資料番号", attrs=NUMBER, orderable=False)
    sheets = tables.Column("件数", attrs=NUMBER, orderable=False)
    due_on = tables.Column("返却期限", orderable=False)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "貸出はありません。"

    def render_id(self, value: int, record: PunchBatch) -> SafeString:
        """Link to the batch."""
        return linked(reverse("punch_batch", args=[record.pk]), str(value))

    def render_lent_at(self, value: datetime) -> str:
        """Return the moment in Japan's time."""
        return moment(value)

    def render_due_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_state(self, record: PunchBatch) -> SafeString:
        """Return where the batch is."""
        found = record.__dict__
        if found["agreed"]:
            return marked("good", "返却済")
        return marked("danger", "保留") if found["counted"] else marked("warning", "貸出中")


def standing(delivery: Delivery) -> tuple[str, str]:
    """Return how an entry of the register looks and reads, from its annotated steps."""
    done = delivery.__dict__
    if done["turned_down"]:
        return "plain", "取下げ"
    if done["closed"]:
        return "plain", "締め済"
    if delivery.channel == "medium" and not done["confirmed"]:
        return "warning", "確認待ち"
    if not done["file_count"]:
        return "warning", "ファイルなし"
    return ("warning", "処理中") if done["open_count"] else ("good", "取込済")
