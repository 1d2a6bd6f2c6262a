"""An initial assessment (当初賦課) of the whole city."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RunState(models.TextChoices):
    """How far a run has come; a fixed one can only be followed by corrections."""

    CALCULATING = "calculating", "計算中"
    CALCULATED = "calculated", "計算済"
    REVIEWED = "reviewed", "確認済"
    FIXED = "fixed", "確定"
    ABANDONED = "abandoned", "破棄"


class AssessmentRun(models.Model):
    """One calculation of everybody on the frozen list."""

    tax_year = models.IntegerField("年度", db_index=True)
    state = models.CharField("状態", max_length=12, choices=RunState)
    job = models.OneToOneField("jobs.Job", on_delete=models.PROTECT)
    law_digest = models.CharField("法令の SHA-256", max_length=64)
    started_by = models.ForeignKey("staff.StaffMember", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField("開始日時")
    totals = models.JSONField("合計", default=dict)
    result_digest = models.CharField("結果の SHA-256", max_length=64, blank=True)
    reviewed_by = models.ForeignKey(
        "staff.StaffMember", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField("確認日時", null=True)
    fixed_by = models.ForeignKey(
        "staff.StaffMember", on_delete=models.PROTECT, null=True, related_name="+"
    )
    fixed_at = models.DateTimeField("確定日時", null=True)

    class Meta:
        verbose_name = "当初賦課"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tax_year"],
                condition=~models.Q(state="abandoned"),
                name="one_run_counts_a_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tax_year} #{self.pk}"
