"""The record of acts, and the outbox that carries it out of the act's own database."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AuditRecord(models.Model):
    """One act, chained to the one before it by ``digest`` (append-only, own database).

    ``content`` is the canonical JSON that ``digest`` covers together with
    ``previous_digest``; it holds identifiers and figures, never names or numbers.
    """

    sequence = models.BigIntegerField("通番", primary_key=True)
    outbox_id = models.BigIntegerField("送信元通番", unique=True)
    recorded_at = models.DateTimeField("記録日時", db_index=True)
    staff_number = models.CharField("職員番号", max_length=12, db_index=True)
    action = models.CharField("操作", max_length=80, db_index=True)
    subject_kind = models.CharField("対象種別", max_length=60, blank=True)
    subject_id = models.CharField("対象", max_length=40, blank=True)
    content = models.TextField("内容")
    previous_digest = models.CharField("前の連鎖値", max_length=64)
    digest = models.CharField("連鎖値", max_length=64, unique=True)

    class Meta:
        verbose_name = "操作記録"
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_id", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"
