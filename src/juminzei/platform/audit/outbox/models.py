"""What an act leaves in its own transaction for the audit database."""

from __future__ import annotations

from django.db import models

from juminzei.platform.audit.canonical_json import CanonicalJSONField
from juminzei.platform.audit.results import Result


class OutgoingRecord(models.Model):
    """An audit record not yet, or already, carried to the audit database (append-only).

    Only ``drained`` changes.
    """

    recorded_at = models.DateTimeField("記録日時")
    staff_number = models.CharField("職員番号", max_length=12)
    staff_name = models.CharField("職員氏名", max_length=60)
    terminal = models.CharField("端末", max_length=40, blank=True)
    function = models.CharField("機能", max_length=60, blank=True)
    action = models.CharField("操作", max_length=80)
    subject_kind = models.CharField("対象種別", max_length=60, blank=True)
    subject_id = models.CharField("対象", max_length=40, blank=True)
    purpose = models.CharField("目的", max_length=60, blank=True)
    result = models.CharField("結果", max_length=12, choices=Result.choices, default=Result.DONE)
    details = CanonicalJSONField("詳細", default=dict)
    drained = models.BooleanField("送信済", default=False, db_index=True)

    class Meta:
        verbose_name = "操作記録送信箱"

    def __str__(self) -> str:
        return f"{self.pk} {self.action}"


class RemovedActs(models.Model):
    """Acts that may be taken away, for an archive holds what is recorded of them (append-only)."""

    archive = models.BigIntegerField("書庫番号", unique=True)
    first_id = models.BigIntegerField("最初の送信元通番")
    last_id = models.BigIntegerField("最後の送信元通番")
    at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "消去した送信箱の範囲"

    def __str__(self) -> str:
        return str(self.archive)
