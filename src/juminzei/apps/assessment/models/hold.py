"""Holding a person's assessment (課税保留), and releasing it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class HoldAct(models.TextChoices):
    """What was done."""

    HELD = "held", "保留した"
    RELEASED = "released", "保留を解いた"


class AssessmentHold(models.Model):
    """One act about one person's tax of a year (append-only); the newest one counts.

    While it is held the tax is calculated, but it is not decided on: it is left out when the
    year is fixed, and no notice of it is printed.
    """

    tax_year = models.IntegerField("年度")
    addressee = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT)
    act = models.CharField("処理", max_length=8, choices=HoldAct)
    reason = models.CharField("理由", max_length=200)
    decided_by = models.ForeignKey("staff.StaffMember", on_delete=models.PROTECT)
    decided_at = models.DateTimeField("処理日時")

    class Meta:
        verbose_name = "課税保留"
        indexes: ClassVar = [
            models.Index(fields=["tax_year", "addressee"], name="hold_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.tax_year} {self.pk}"
