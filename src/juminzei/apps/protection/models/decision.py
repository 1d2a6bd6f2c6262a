"""What was asked for in a case, and what a second person decided."""

from __future__ import annotations

from django.db import models

from juminzei.apps.protection.models.case import ProtectionCase
from juminzei.platform.staff.models import StaffMember


class RequestedAct(models.TextChoices):
    """What is asked for."""

    BEGIN = "begin", "開始"
    EXTEND = "extend", "延長"
    END = "end", "終了"


class ProtectionRequest(models.Model):
    """One member of staff asks that a protection begin, last longer or end (append-only)."""

    case = models.ForeignKey(ProtectionCase, on_delete=models.PROTECT, related_name="requests")
    act = models.CharField("求める処理", max_length=8, choices=RequestedAct.choices)
    valid_from = models.DateField("期間の初日")
    valid_until = models.DateField("期間の末日")
    at_once = models.BooleanField("仮支援措置", default=False)
    reason = models.CharField("事由", max_length=400, blank=True)
    requested_at = models.DateTimeField("登録日時")
    requested_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "支援措置の処理の申請"

    def __str__(self) -> str:
        return f"{self.pk}"


class ProtectionDecision(models.Model):
    """What another member of staff decided about a request (append-only)."""

    request = models.OneToOneField(
        ProtectionRequest, on_delete=models.PROTECT, related_name="decision"
    )
    agreed = models.BooleanField("承認")
    note = models.CharField("所見", max_length=400, blank=True)
    decided_at = models.DateTimeField("決定日時")
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "支援措置の決定"

    def __str__(self) -> str:
        return f"{self.pk}"
