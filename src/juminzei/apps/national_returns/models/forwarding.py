"""Returns that belong to another municipality: to whom, why, and what was done."""

from __future__ import annotations

from django.db import models

from juminzei.apps.national_returns.models.staged_return import StagedReturn
from juminzei.platform.staff.models import StaffMember


class ForwardingAct(models.TextChoices):
    """What was done."""

    DECIDED = "decided", "回送を決定"
    SENT = "sent", "回送"
    ERASED = "erased", "写しを消去"


class Forwarding(models.Model):
    """A return that is to be sent on (append-only)."""

    staged = models.OneToOneField(
        StagedReturn, verbose_name="申告", on_delete=models.PROTECT, related_name="forwarding"
    )
    municipality = models.CharField("回送先", max_length=6)
    reason = models.CharField("理由", max_length=200)
    due_on = models.DateField("期限")

    class Meta:
        verbose_name = "団体間回送"

    def __str__(self) -> str:
        return f"{self.staged_id} {self.municipality}"


class ForwardingStep(models.Model):
    """One act of the trail (append-only)."""

    forwarding = models.ForeignKey(
        Forwarding, verbose_name="回送", on_delete=models.PROTECT, related_name="steps"
    )
    act = models.CharField("行為", max_length=8, choices=ForwardingAct)
    delivery_id = models.CharField("回送の配信番号", max_length=60, blank=True)
    done_by = models.ForeignKey(
        StaffMember, verbose_name="行為者", on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "団体間回送の経過"

    def __str__(self) -> str:
        return f"{self.forwarding_id} {self.act}"
