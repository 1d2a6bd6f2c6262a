"""Why people were looked up by an Individual Number."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class NumberSearch(models.Model):
    """One search by an Individual Number, with its reason in words (append-only)."""

    at = models.DateTimeField("日時")
    staff_number = models.CharField("職員番号", max_length=12)
    purpose = models.CharField("利用目的", max_length=20)
    reason = models.CharField("理由", max_length=100)
    found = models.IntegerField("見つかった人数")

    class Meta:
        verbose_name = "個人番号による統合宛名の検索"
        indexes: ClassVar = [models.Index(fields=["staff_number", "at"], name="number_search")]

    def __str__(self) -> str:
        return f"{self.staff_number} {self.at:%Y-%m-%d}"
