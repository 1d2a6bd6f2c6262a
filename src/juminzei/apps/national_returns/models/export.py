"""Files of returns with chosen columns: who asked for one unmasked, and who allowed it."""

from __future__ import annotations

from django.db import models

from juminzei.platform.staff.models import StaffMember


class ExportRequest(models.Model):
    """A file that shows people (append-only)."""

    tax_year = models.IntegerField("年度")
    form = models.CharField("様式", max_length=10)
    columns = models.JSONField("列")
    purpose = models.CharField("目的", max_length=200)
    asked_by = models.ForeignKey(
        StaffMember, verbose_name="申請者", on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("申請日時")

    class Meta:
        verbose_name = "申告データの出力の申請"

    def __str__(self) -> str:
        return str(self.pk)


class ExportDecision(models.Model):
    """What another person decided about it (append-only)."""

    request = models.OneToOneField(
        ExportRequest, verbose_name="申請", on_delete=models.PROTECT, related_name="decision"
    )
    granted = models.BooleanField("承認")
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="決定者", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("決定日時")

    class Meta:
        verbose_name = "申告データの出力の決定"

    def __str__(self) -> str:
        return str(self.request_id)
