"""What is done with a quarantined file: one person asks, another decides."""

from __future__ import annotations

from django.db import models

from juminzei.apps.receiving.models.delivered_file import DeliveredFile
from juminzei.platform.staff.models import Asked, Decided


class Fate(models.TextChoices):
    """What may become of a quarantined file."""

    RELEASE = "release", "隔離を解いて取り込む"
    RETURN = "return", "取り込まずに返却・消去する"


class ReleaseRequest(Asked):
    """Somebody asks what is to become of a quarantined file (append-only)."""

    file = models.ForeignKey(
        DeliveredFile, verbose_name="資料", on_delete=models.PROTECT, related_name="releases"
    )
    fate = models.CharField("扱い", max_length=8, choices=Fate)
    reason = models.CharField("理由", max_length=100)

    class Meta:
        verbose_name = "隔離した資料の扱いの申請"

    def __str__(self) -> str:
        return str(self.pk)


class ReleaseDecision(Decided):
    """The second person's word (append-only); there is one at most."""

    request = models.OneToOneField(
        ReleaseRequest, verbose_name="申請", on_delete=models.PROTECT, related_name="decision"
    )

    class Meta:
        verbose_name = "隔離した資料の扱いの決定"

    def __str__(self) -> str:
        return str(self.pk)
