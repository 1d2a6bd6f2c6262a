"""What was swept out of the vault: numbers of documents that were never stored."""

from __future__ import annotations

from django.db import models


class NumberSweep(models.Model):
    """One sweep (append-only). Whatever took in documents then was given later keys."""

    below = models.BigIntegerField("ここまでの資料")
    """The next document's key at that moment: what lies below is stored a day later or never."""
    documents = models.IntegerField("消去した資料数")
    numbers = models.IntegerField("消去した番号数")
    swept_by = models.ForeignKey("staff.StaffMember", on_delete=models.PROTECT)
    swept_at = models.DateTimeField("処理日時")

    class Meta:
        verbose_name = "残った個人番号の消去"

    def __str__(self) -> str:
        return f"{self.pk}"
