"""The order in which the register's files were applied."""

from __future__ import annotations

from django.db import models


class RegisterFile(models.Model):
    """A register extract (sequence 0) or one day's changes (1, 2, 3 …), applied once each."""

    received_file = models.OneToOneField("documents.ReceivedFile", on_delete=models.PROTECT)
    sequence = models.IntegerField("連番", unique=True)
    processed_on = models.DateField("処理日")
    applied_at = models.DateTimeField("適用日時")
    report = models.JSONField("適用結果", default=dict)

    class Meta:
        verbose_name = "住民記録ファイル"

    def __str__(self) -> str:
        return f"{self.sequence}"
