"""The lists of the assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from juminzei.base.wareki import wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.platform.staff.cells import NOWRAP, NUMBER, ROVING, linked, moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.addressees.api import Withheld
    from juminzei.apps.assessment.models import (
        AssessmentVersion,
        QuarantinedRow,
        TaxablePerson,
        TaxDocument,
    )
    from juminzei.platform.documents.models import ReceivedFile


class TaxableTable(tables.Table):
    """課税対象者名簿: everybody who was considered, with the reason."""

    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    birth_on = tables.Column("生年月日", attrs=NOWRAP)
    address = tables.Column("賦課期日の住所", orderable=False)
    included = tables.Column("課税対象", orderable=False)
    reason = tables.Column("事由")

    class Meta:
        attrs = ROVING

    def __init__(self, people: list[TaxablePerson], *, withheld: Withheld) -> None:
        """Prepare a page on which the addresses that are ``withheld`` are hidden."""
        super().__init__(people)
        self.withheld = withheld

    def render_addressee_id(self, value: int) -> SafeString:
        """Link to the person."""
        return linked(reverse("person", args=[value]), f"{value:010d}")

    def render_birth_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_address(self, record: TaxablePerson) -> str:
        """Return the address unless the person is protected."""
        return self.withheld.address(record.addressee_id, record.address)

    def render_included(self, value: bool) -> str:  # noqa: FBT001 - the library passes it so
        """Return the decision in words."""
        return "対象" if value else "対象外"


class FileTable(tables.Table):
    """Files as they were received."""

    received_at = tables.Column("受領日時", attrs=NOWRAP)
    name = tables.Column("ファイル名")
    kind = tables.Column("種類")
    layout = tables.Column("様式", orderable=False)
    counts = tables.Column("件数", orderable=False)

    class Meta:
        attrs = ROVING

    def __init__(self, files: list[ReceivedFile], *, kinds: Mapping[str, str]) -> None:
        """Prepare a page that calls the kinds of files by ``kinds``."""
        super().__init__(files)
        self.kinds = kinds

    def render_received_at(self, value: datetime) -> str:
        """Return the moment by era."""
        return moment(value)

    def render_name(self, record: ReceivedFile) -> SafeString:
        """Link to the documents of the file."""
        return linked(reverse("file_documents", args=[record.pk]), record.name)

    def render_kind(self, value: str) -> str:
        """Return the kind in words."""
        return self.kinds.get(value, value)

    def render_counts(self, value: Mapping[str, object]) -> str:
        """Return how many rows went where."""
        return "　".join(
            f"{COUNT_WORDS.get(name, name)} {count:,}"
            for name, count in value.items()
            if isinstance(count, int) and count
        )


COUNT_WORDS = {
    "rows": "行",
    "applied": "適用",
    "new_persons": "新しい人",
    "received": "受領",
    "accepted": "受入",
    "quarantined": "保留",
    "duplicates": "重複",
    "replaced": "差替え",
    "cancelled": "取消",
    "forwarded": "回送",
    "warnings": "注意",
    "unresolved": "相手の資料なし",
}


class DocumentTable(tables.Table):
    """Documents of one file."""

    row_number = tables.Column("行", attrs=NUMBER)
    name = tables.Column("氏名", orderable=False)
    birth_on = tables.Column("生年月日", attrs=NOWRAP)
    payer_name = tables.Column("支払者", orderable=False)
    submission = tables.Column("提出区分", orderable=False)
    state = tables.Column("状態", orderable=False)
    match_state = tables.Column("特定状況")
    addressee_id = tables.Column("宛名番号", attrs=NOWRAP, orderable=False)

    class Meta:
        attrs = ROVING

    def render_birth_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)

    def render_addressee_id(self, value: int) -> SafeString:
        """Link to the person."""
        return linked(reverse("person", args=[value]), f"{value:010d}")


class QueueTable(tables.Table):
    """Documents that wait for a clerk."""

    pk = tables.Column("資料番号", attrs=NOWRAP)
    kind = tables.Column("種類", orderable=False)
    name = tables.Column("氏名", orderable=False)
    kana = tables.Column("カナ")
    birth_on = tables.Column("生年月日", attrs=NOWRAP)
    payer_name = tables.Column("支払者", orderable=False)
    candidate_count = tables.Column("候補", attrs=NUMBER)
    match_state = tables.Column("状態", orderable=False)

    class Meta:
        attrs = {**ROVING, "data-autofocus": ""}  # noqa: RUF012 - tables declare it so
        empty_text = "確認を待っている資料はありません。"

    def render_pk(self, record: TaxDocument) -> SafeString:
        """Link to the decision."""
        return linked(reverse("match", args=[record.pk]), str(record.pk))

    def render_birth_on(self, value: date) -> str:
        """Return the day by era."""
        return wareki_text(value)


class QuarantineTable(tables.Table):
    """Rows that could not be taken: where, what is wrong, what to do."""

    file = tables.Column("ファイル", accessor="received_file__name", orderable=False)
    row_number = tables.Column("行", attrs=NUMBER)
    findings = tables.Column("項目と誤り", orderable=False)
    resolved = tables.Column("処理", orderable=False, attrs=NOWRAP)

    class Meta:
        attrs = {**ROVING, "data-autofocus": ""}  # noqa: RUF012 - tables declare it so

    def render_row_number(self, record: QuarantinedRow) -> SafeString:
        """Link to the row."""
        return linked(reverse("quarantined_row", args=[record.pk]), str(record.row_number))

    def render_findings(self, record: QuarantinedRow) -> SafeString:
        """Return each finding with its remedy."""
        findings: Sequence[Mapping[str, str]] = record.findings
        return format_html_join(
            "",
            '<div><b>{}</b> {}<br><span class="hint">{}</span></div>',
            (
                (place(finding), finding.get("problem", ""), finding.get("remedy", ""))
                for finding in findings
            ),
        )

    def render_resolved(self, record: QuarantinedRow) -> str:
        """Return the state in words."""
        return "処理済" if record.resolved else "未処理"


class ExceptionTable(tables.Table):
    """Whom to look at before a run is fixed."""

    addressee_id = tables.Column("宛名番号", attrs=NOWRAP)
    name = tables.Column("氏名", accessor="addressee__name", orderable=False)
    document_count = tables.Column("資料の数", attrs=NUMBER)
    aggregate_income = tables.Column("合計所得金額（円）", attrs=NUMBER)
    total = tables.Column("年税額（円）", attrs=NUMBER)
    method = tables.Column("徴収方法", orderable=False)

    class Meta:
        attrs = {**ROVING, "data-autofocus": ""}  # noqa: RUF012 - tables declare it so

    def render_addressee_id(self, record: AssessmentVersion) -> SafeString:
        """Link to the person, in the year of the run."""
        address = reverse("person", args=[record.addressee_id])
        return linked(
            format_html("{}?year={}", address, record.tax_year), f"{record.addressee_id:010d}"
        )

    def render_aggregate_income(self, value: int) -> str:
        """Return the yen with commas."""
        return yen_text(value)

    def render_total(self, value: int) -> str:
        """Return the yen with commas."""
        return yen_text(value)


def place(finding: Mapping[str, object]) -> str:
    """Return where in the row a finding is: column number and name."""
    column, name = finding.get("column"), finding.get("column_name", "")
    return f"第{column}項 {name}" if column else str(name)
