"""Paper lent to the contractor who punches it, and how it came back."""

from __future__ import annotations

from django.db import models

from juminzei.platform.staff.models import StaffMember


class PunchBatch(models.Model):
    """A batch of paper lent out (append-only)."""

    contractor = models.CharField("委託先", max_length=120)
    tax_year = models.IntegerField("年度")
    box = models.CharField("箱番号", max_length=20)
    first_number = models.IntegerField("最初の資料番号")
    last_number = models.IntegerField("最後の資料番号")
    sheets = models.IntegerField("件数")
    due_on = models.DateField("返却期限", null=True)
    lent_by = models.ForeignKey(
        StaffMember, verbose_name="貸出者", on_delete=models.PROTECT, related_name="+"
    )
    lent_at = models.DateTimeField("貸出日時")

    class Meta:
        verbose_name = "パンチ委託の貸出"

    def __str__(self) -> str:
        return str(self.pk)


class PunchReturn(models.Model):
    """A count of what came back of a batch (append-only); the newest counts."""

    batch = models.ForeignKey(
        PunchBatch, verbose_name="貸出", on_delete=models.PROTECT, related_name="returns"
    )
    sheets = models.IntegerField("返却された件数")
    rows = models.IntegerField("納品されたデータの件数")
    agrees = models.BooleanField("一致")
    note = models.CharField("記事", max_length=100, blank=True)
    returned_by = models.ForeignKey(
        StaffMember, verbose_name="返却確認者", on_delete=models.PROTECT, related_name="+"
    )
    returned_at = models.DateTimeField("返却日時")

    class Meta:
        verbose_name = "パンチ委託の返却"

    def __str__(self) -> str:
        return str(self.pk)
