"""Returns whose time is over: who asked to erase them, who agreed, what was done."""

from __future__ import annotations

from django.db import models

from juminzei.platform.staff.models import Asked, Decided, StaffMember


class Disposal(Asked):
    """A request to erase all returns whose time was over by a day (append-only)."""

    until = models.DateField("保存期限")
    """All whose time ended on this day or before it."""
    count = models.IntegerField("件数")
    reason = models.CharField("理由", max_length=200)

    class Meta:
        verbose_name = "申告の消去の起案"

    def __str__(self) -> str:
        return str(self.pk)


class DisposalDecision(Decided):
    """What another person decided about it (append-only)."""

    disposal = models.OneToOneField(
        Disposal, verbose_name="起案", on_delete=models.PROTECT, related_name="decision"
    )

    class Meta:
        verbose_name = "申告の消去の決定"

    def __str__(self) -> str:
        return str(self.disposal_id)


class DisposedReturn(models.Model):
    """A return that was erased, and by which decision (append-only)."""

    disposal = models.ForeignKey(
        Disposal, verbose_name="起案", on_delete=models.PROTECT, related_name="disposed"
    )
    staged = models.OneToOneField(
        "national_returns.StagedReturn",
        verbose_name="申告",
        on_delete=models.PROTECT,
        related_name="disposed",
    )
    done_by = models.ForeignKey(
        StaffMember, verbose_name="消去者", on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField("消去日時")

    class Meta:
        verbose_name = "消去した申告"

    def __str__(self) -> str:
        return f"{self.disposal_id}/{self.staged_id}"
