"""A file or folder of a delivery: what it is, where it stands, what it became."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.receiving.models.delivery import Copy, Delivery
from juminzei.apps.receiving.models.employer import Employer
from juminzei.platform.documents.scanning import ScanResult
from juminzei.platform.staff.models import StaffMember


class FileState(models.TextChoices):
    """Where a file stands."""

    RECEIVED = "received", "受領"
    CHECKED = "checked", "検査済"
    PAPERS = "papers", "紙面の処理待ち"
    """Taken in, but for pages of it that only people read; they lie sealed in the spool."""
    TAKEN = "taken", "取込済"
    QUARANTINED = "quarantined", "隔離"
    RETURNED = "returned", "返却"


WAITING = (FileState.RECEIVED, FileState.CHECKED)
"""On their way; nobody needs to decide anything."""
OPEN = (*WAITING, FileState.PAPERS, FileState.QUARANTINED)


class Signature(models.TextChoices):
    """What eLTAX said of the signature."""

    VALID = "valid", "有効"
    INVALID = "invalid", "無効"
    UNCHECKED = "unchecked", "未検証"


class DeliveredFile(models.Model):
    """One file, or one folder that is taken in as a whole.

    ``received_rows = accepted + held + duplicates`` once it is taken in.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="files")
    name = models.CharField("ファイル名", max_length=120)
    digest = models.CharField("内容の鍵", max_length=64)
    size_bytes = models.BigIntegerField("大きさ")
    files = models.IntegerField("ファイル数", default=1)
    content = models.CharField("中身", max_length=20, blank=True)
    scan = models.CharField(
        "ウイルス検査", max_length=12, choices=ScanResult, default=ScanResult.NOT_SCANNED
    )
    state = models.CharField("状態", max_length=12, choices=FileState, default=FileState.RECEIVED)
    reason = models.CharField("理由", max_length=300, blank=True)
    released = models.BooleanField("隔離解除", default=False)
    kind = models.CharField("種類", max_length=40, blank=True)
    label = models.CharField("資料", max_length=60, blank=True)
    received_rows = models.IntegerField("件数", default=0)
    accepted = models.IntegerField("取込", default=0)
    held = models.IntegerField("保留", default=0)
    duplicates = models.IntegerField("重複", default=0)
    further = models.JSONField("その他の件数", default=dict)
    received_file = models.ForeignKey(
        "documents.ReceivedFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reception_number = models.CharField("受付番号（eLTAX）", max_length=40, blank=True)
    arrived_at = models.DateTimeField("到達日時（eLTAX）", null=True)
    copy = models.CharField("正副", max_length=6, choices=Copy, default=Copy.MAIN)
    signature = models.CharField("署名の検証", max_length=9, choices=Signature, blank=True)
    user_reference = models.CharField("利用者ID（eLTAX）", max_length=20, blank=True)
    employer = models.ForeignKey(
        Employer,
        verbose_name="提出した事業所",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    """Whom all payers in the file are, where they are one."""
    entered_at = models.DateTimeField("登録日時")
    state_at = models.DateTimeField("状態の日時")

    class Meta:
        verbose_name = "受領した資料"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["delivery", "digest", "name"], name="file_of_delivery_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "entered_at"], name="delivered_file_open"),
            models.Index(fields=["digest"], name="delivered_file_digest"),
            models.Index(fields=["reception_number"], name="delivered_file_reception"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FileStep(models.Model):
    """A file came into a state (append-only)."""

    file = models.ForeignKey(DeliveredFile, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField("状態", max_length=12, choices=FileState)
    reason = models.CharField("理由", max_length=300, blank=True)
    done_by = models.ForeignKey(
        StaffMember, verbose_name="担当者", on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "受領した資料の経過"

    def __str__(self) -> str:
        return f"{self.file_id} {self.state}"
