"""Returns that a venue brought back, what became of each, and numbers sealed at a venue."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.venue_packs.models.pack import Pack
from juminzei.platform.staff.models import StaffMember


class Outcome(models.TextChoices):
    """What became of a return that was brought back."""

    TAKEN = "taken", "取込済み"
    PUT_ASIDE = "put_aside", "取込済み（窓口で保留）"
    CONFLICT = "conflict", "確認待ち"
    DROPPED = "dropped", "取り込まない"


class BroughtReturn(models.Model):
    """One return of a pack, under the reception number that it had at the venue."""

    pack = models.ForeignKey(
        Pack, verbose_name="持出", on_delete=models.PROTECT, related_name="returns"
    )
    number = models.BigIntegerField("会場の受付番号")
    addressee = models.BigIntegerField("宛名番号")
    """As the venue said; it may be nobody of the pack."""
    outcome = models.CharField("結果", max_length=10, choices=Outcome, db_index=True)
    reasons = models.JSONField("確認が要る理由", default=list)
    desk_return = models.BigIntegerField("受付番号", null=True)
    taken_at = models.DateTimeField("取込日時")
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="判断者", on_delete=models.PROTECT, related_name="+", null=True
    )
    decided_at = models.DateTimeField("判断日時", null=True)
    decision = models.CharField("判断の理由", max_length=100, blank=True)

    class Meta:
        verbose_name = "持ち帰った申告"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pack", "number"], name="return_brought_once")
        ]

    def __str__(self) -> str:
        return f"{self.pack_id}-{self.number}"


class SealedNumber(models.Model):
    """A number read at a venue, sealed so that only the city opens it (append-only).

    Rows are at a venue alone; the city compares the number with its own and keeps none.
    """

    desk_return = models.BigIntegerField("受付番号")
    box = models.BinaryField("封印した番号")
    sealed_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "会場で封印した番号"

    def __str__(self) -> str:
        return str(self.desk_return)
