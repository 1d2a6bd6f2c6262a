"""What is done with a quarantined file: one person asks, another decides."""

from __future__ import annotations

from django.db import models

from juminzei.apps.receiving.models.delivered_file import DeliveredFile
from juminzei.platform.staff.models import StaffMember


class Fate(models.TextChoices):
    """What may become of a quarantined file."""

    RELEASE = "release", "隔離を解いて取り込む"
    RETURN = "return", "取り込まずに返却・消去する"


class ReleaseRequest(models.Model):
    """Somebody asks what is to become of a quarantined file (append-only)."""

    file = models.ForeignKey(
        DeliveredFile, verbose_name="資料", on_delete=models.PROTECT, related_name="releases"
    )
    fate = models.CharField("扱い", max_length=8, choices=Fate)
    reason = models.CharField("理由", max_length=100)
    asked_by = models.ForeignKey(
        StaffMember, verbose_name="申請者", on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("申請日時")

    class Meta:
        verbose_name = "隔離した資料の扱いの申請"

    def __str__(self) -> str:
        return str(self.pk)


class ReleaseDecision(models.Model):
    """The second person's word (append-only); there is one at most."""

    request = models.OneToOneField(
        ReleaseRequest, verbose_name="申請", on_delete=models.PROTECT, related_name="decision"
    )
    granted = models.BooleanField("承認")
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="決定者", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("決定日時")

    class Meta:
        verbose_name = "隔離した資料の扱いの決定"

    def __str__(self) -> str:
        return str(self.pk)
