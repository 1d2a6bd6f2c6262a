"""People at whom staff may look out of curiosity, such as those in public life."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class WatchGround(models.TextChoices):
    """Why somebody is watched over; a list, so that nobody is described."""

    PUBLIC_LIFE = "public_life", "公職者・著名人"
    REPORTED = "reported", "報道された人"
    STAFF = "staff", "職員とその家族"
    OTHER = "other", "その他"


class Watch(models.Model):
    """That views of a person are reviewed from now on, or no more (append-only).

    The newest of a person counts.
    """

    number = models.BigIntegerField("宛名番号")
    watched = models.BooleanField("注視する")
    ground = models.CharField("理由", max_length=12, choices=WatchGround)
    entered_at = models.DateTimeField("登録日時")
    entered_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "注視対象者"
        indexes: ClassVar = [models.Index(fields=["number"], name="watch_by_number")]

    def __str__(self) -> str:
        return f"{self.number:010d}"
