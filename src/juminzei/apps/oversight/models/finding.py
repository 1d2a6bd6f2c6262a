"""Abnormal access: the days that were inspected, what was found, and what officers decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class InspectedDay(models.Model):
    """One day of the record that was inspected (append-only)."""

    day = models.DateField("日", unique=True)
    records = models.BigIntegerField("操作記録の件数")
    findings = models.IntegerField("見つかった件数")
    rules = models.CharField("規則の版", max_length=64)
    inspected_at = models.DateTimeField("点検日時")
    inspected_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "点検した日"

    def __str__(self) -> str:
        return f"{self.day}"


class AccessFinding(models.Model):
    """What one member of staff did on one day that a rule asks about (append-only)."""

    rule = models.CharField("規則", max_length=40)
    day = models.DateField("日")
    staff_number = models.CharField("職員番号", max_length=12)
    subject_id = models.CharField("対象", max_length=40, blank=True)
    """The person, where the rule is about one."""
    count = models.IntegerField("件数")
    first_sequence = models.BigIntegerField("最初の通番")
    last_sequence = models.BigIntegerField("最後の通番")
    found_at = models.DateTimeField("検出日時")

    class Meta:
        verbose_name = "異常アクセスの検出"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule", "day", "staff_number", "subject_id"], name="found_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="finding_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.rule} {self.staff_number}"


class Outcome(models.TextChoices):
    """What an officer came to."""

    IN_ORDER = "in_order", "業務上正当"
    TOLD = "told", "本人に注意"
    INCIDENT = "incident", "事故として対応"


class FindingDecision(models.Model):
    """An officer's decision about a finding, with its reason; the newest counts (append-only)."""

    finding = models.ForeignKey(AccessFinding, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField("判断", max_length=12, choices=Outcome.choices)
    reason = models.CharField("理由", max_length=400)
    decided_at = models.DateTimeField("判断日時")
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "異常アクセスの判断"

    def __str__(self) -> str:
        return f"{self.finding_id} {self.outcome}"
