"""How often somebody was refused on a day, and which matrix was in force since when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DeniedDay(models.Model):
    """What one member of staff was refused on one day; the acts themselves are in the record."""

    staff_number = models.CharField("職員番号", max_length=12)
    on = models.DateField("日")
    count = models.IntegerField("拒否の回数", default=0)
    last_at = models.DateTimeField("最後の拒否")
    alerted_at = models.DateTimeField("警告日時", null=True, blank=True)

    class Meta:
        verbose_name = "拒否の多い職員"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff_number", "on"], name="denied_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.staff_number} {self.on} {self.count}"


class InstalledMatrix(models.Model):
    """A matrix as it came into force, whole, and by whom (append-only)."""

    number = models.IntegerField("版", unique=True)
    digest = models.CharField("SHA-256", max_length=64)
    lines = models.JSONField("権限の行")
    added = models.IntegerField("加わった行")
    removed = models.IntegerField("なくなった行")
    staff_number = models.CharField("職員番号", max_length=12)
    noticed_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "権限表の版"

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"
