"""What two different people have to decide before it is done."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Matter(models.TextChoices):
    """What is to be decided."""

    KEY_DESTRUCTION = "key_destruction", "鍵の廃棄"
    NONREGISTERED_NUMBER = "nonregistered", "住登外者の番号"


class PairedDecision(models.Model):
    """One person asks, another agrees or refuses; the database refuses one person twice."""

    matter = models.CharField("事項", max_length=20, choices=Matter)
    subject = models.CharField("対象", max_length=20)
    reason = models.CharField("事由", max_length=20)
    asked_by = models.CharField("申請者", max_length=12)
    asked_at = models.DateTimeField("申請日時")
    decided_by = models.CharField("決定者", max_length=12, blank=True)
    decided_at = models.DateTimeField("決定日時", null=True)
    agreed = models.BooleanField("承認", null=True)

    class Meta:
        verbose_name = "二人の決定"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")), name="two_different_people"
            ),
            models.UniqueConstraint(
                fields=["matter", "subject"],
                condition=Q(agreed__isnull=True),
                name="one_open_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.subject}"
