"""Who tied a number to a subject, took it off, or looked at it: never the number itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class LinkAct(models.TextChoices):
    """What was done."""

    LINKED = "linked", "紐付け"
    UNLINKED = "unlinked", "解除"


class NumberLink(models.Model):
    """A number was tied to a subject or taken off (append-only)."""

    subject_kind = models.CharField("対象の種類", max_length=40)
    subject_id = models.BigIntegerField("対象")
    field = models.CharField("欄", max_length=40)
    act = models.CharField("行為", max_length=10, choices=LinkAct)
    reason = models.CharField("事由", max_length=20)
    at = models.DateTimeField("日時")
    staff_number = models.CharField("職員番号", max_length=12)
    staff_name = models.CharField("氏名", max_length=60)

    class Meta:
        verbose_name = "番号の紐付け履歴"
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id} {self.act}"


class NumberView(models.Model):
    """A number was shown to somebody (append-only)."""

    subject_kind = models.CharField("対象の種類", max_length=40)
    subject_id = models.BigIntegerField("対象")
    field = models.CharField("欄", max_length=40)
    purpose = models.CharField("利用目的", max_length=20)
    reason = models.CharField("理由", max_length=100)
    on = models.DateField("日")
    at = models.DateTimeField("日時")
    staff_number = models.CharField("職員番号", max_length=12)

    class Meta:
        verbose_name = "番号の閲覧"
        indexes: ClassVar = [models.Index(fields=["staff_number", "on"])]

    def __str__(self) -> str:
        return f"{self.staff_number} {self.subject_kind}:{self.subject_id}"


class NumberViewAlert(models.Model):
    """Somebody looked at more numbers on one day than is usual."""

    staff_number = models.CharField("職員番号", max_length=12)
    on = models.DateField("日")
    views = models.IntegerField("件数")
    raised_at = models.DateTimeField("警告日時")

    class Meta:
        verbose_name = "番号閲覧の警告"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff_number", "on"], name="one_alert_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.staff_number} {self.on} {self.views}"
