"""What the tax office is told of returns, what it answers, and returns that it corrected."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class AgencyReport(models.Model):
    """One denied claim of a return, as the tax office was told of it (append-only)."""

    staged = models.ForeignKey(
        "national_returns.StagedReturn",
        verbose_name="申告",
        on_delete=models.PROTECT,
        related_name="reports",
    )
    case_number = models.BigIntegerField("チェックの該当", unique=True)
    """By its number alone: checks are another application's."""
    found = models.CharField("否認の内容", max_length=100)
    basis = models.CharField("根拠", max_length=200)
    reply_by = models.DateField("回答期限")
    reported_by = models.ForeignKey(
        StaffMember, verbose_name="報告者", on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField("報告日時")

    class Meta:
        verbose_name = "税務署への扶養是正の報告"

    def __str__(self) -> str:
        return str(self.pk)


class AgencyOutcome(models.TextChoices):
    """What the tax office did."""

    CORRECTED = "corrected", "更正・修正あり"
    UNCHANGED = "unchanged", "更正なし"


class AgencyAnswer(models.Model):
    """How the tax office answered a report (append-only)."""

    report = models.OneToOneField(
        AgencyReport, verbose_name="報告", on_delete=models.PROTECT, related_name="answer"
    )
    outcome = models.CharField("回答", max_length=9, choices=AgencyOutcome)
    answered_on = models.DateField("回答日")
    note = models.CharField("記事", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        StaffMember, verbose_name="担当", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "扶養是正の報告への回答"

    def __str__(self) -> str:
        return f"{self.report_id} {self.outcome}"


class CorrectionKind(models.TextChoices):
    """Who changed the return."""

    AGENCY = "agency", "更正決議（税務署）"
    TAXPAYER = "taxpayer", "修正申告（本人）"


class ReturnCorrection(models.Model):
    """A return as the tax office changed it, entered by one person (append-only)."""

    staged = models.ForeignKey(
        "national_returns.StagedReturn",
        verbose_name="申告",
        on_delete=models.PROTECT,
        related_name="agency_corrections",
    )
    kind = models.CharField("種類", max_length=8, choices=CorrectionKind)
    decided_on = models.DateField("更正・修正の日")
    notice_number = models.CharField("文書番号", max_length=40, blank=True)
    changes = models.JSONField("変えた欄")
    """By box: before and after, yen; of a row of relatives its number, struck out. No names."""
    proposed_by = models.ForeignKey(
        StaffMember, verbose_name="起案者", on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField("起案日時")

    class Meta:
        verbose_name = "申告の更正・修正"

    def __str__(self) -> str:
        return str(self.pk)


class CorrectionRuling(models.Model):
    """What another person decided about it (append-only); granted, it takes effect."""

    correction = models.OneToOneField(
        ReturnCorrection, verbose_name="起案", on_delete=models.PROTECT, related_name="ruling"
    )
    granted = models.BooleanField("承認")
    document = models.ForeignKey(
        "assessment.TaxDocument",
        verbose_name="差し替えた課税資料",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    ruled_by = models.ForeignKey(
        StaffMember, verbose_name="決定者", on_delete=models.PROTECT, related_name="+"
    )
    ruled_at = models.DateTimeField("決定日時")

    class Meta:
        verbose_name = "申告の更正・修正の決定"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(granted=True) | models.Q(document=None),
                name="refused_correction_replaces_nothing",
            )
        ]

    def __str__(self) -> str:
        return str(self.correction_id)
