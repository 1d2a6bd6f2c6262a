"""Files of other departments, and the rows of them that wait for a clerk."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class Store(models.TextChoices):
    """Which store a feed fills."""

    DISABILITY = "disability", "障害者手帳"
    ASSISTANCE = "assistance", "生活保護"
    PREMIUMS = "premiums", "保険料"
    CARE = "care", "介護の証明"


class DepartmentFile(models.Model):
    """One feed of one department as it was received (append-only)."""

    received_file = models.OneToOneField(
        "documents.ReceivedFile", verbose_name="ファイル", on_delete=models.PROTECT
    )
    store = models.CharField("種類", max_length=10, choices=Store)
    department = models.CharField("部署", max_length=40)
    whole = models.BooleanField("全件")
    as_of = models.DateField("基準日")
    made_on = models.DateField("作成日")
    held = models.BooleanField("保留", default=False)
    """Nothing of it was taken in."""
    held_reason = models.CharField("保留の理由", max_length=200, blank=True)
    rows = models.IntegerField("行数")
    accepted = models.IntegerField("受入")
    unchanged = models.IntegerField("変更なし")
    withdrawn = models.IntegerField("なくなったもの")
    waiting = models.IntegerField("確認へ")
    outside = models.IntegerField("対象外（保存しない）")
    """Rows of people who can be no taxpayer nor relative of one: counted, never kept."""
    taken_at = models.DateTimeField("取込日時")
    taken_by = models.ForeignKey(
        StaffMember, verbose_name="取込者", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "他部署のファイル"
        indexes: ClassVar = [models.Index(fields=["store", "as_of"], name="dept_file_by_store")]

    def __str__(self) -> str:
        return f"{self.store} {self.as_of}"


class WaitingCause(models.TextChoices):
    """Why a row waits for a clerk."""

    KANA = "kana", "カナ氏名が宛名と違う"
    BIRTH = "birth", "生年月日が宛名と違う"
    GRADE = "grade", "等級・区分が規則にない"
    UNREADABLE = "unreadable", "行が読めない"


class WaitingRow(models.Model):
    """A row that was not taken in yet, as it came (append-only)."""

    file = models.ForeignKey(DepartmentFile, on_delete=models.PROTECT, related_name="waiting_rows")
    row_number = models.IntegerField("行番号")
    store = models.CharField("種類", max_length=10, choices=Store)
    cause = models.CharField("理由", max_length=10, choices=WaitingCause)
    addressee = models.ForeignKey(
        "addressees.Addressee",
        verbose_name="宛名番号",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    text = models.TextField("行")
    findings = models.JSONField("内容", default=list)

    class Meta:
        verbose_name = "他部署の資料の確認待ち"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "row_number"], name="dept_row_waits_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.row_number}"


class RowDecision(models.Model):
    """What a clerk decided about a waiting row (append-only)."""

    row = models.OneToOneField(WaitingRow, on_delete=models.PROTECT, related_name="decision")
    taken = models.BooleanField("取り込んだ")
    reason = models.CharField("理由", max_length=100)
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="判断者", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("判断日時")

    class Meta:
        verbose_name = "確認待ちの判断"

    def __str__(self) -> str:
        return f"{self.row_id}"
