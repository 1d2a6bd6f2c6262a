"""総括表 as received, and what was decided where they differ from their details."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class SummarySheet(models.Model):
    """What an employer says of its wage reports as a whole (append-only); counts of persons."""

    received_file = models.ForeignKey(
        "documents.ReceivedFile", on_delete=models.PROTECT, related_name="+"
    )
    row_number = models.IntegerField("行番号")
    content_key = models.CharField("内容の鍵", max_length=64, unique=True)
    tax_year = models.IntegerField("年度")
    part = models.CharField("提出区分", max_length=4)
    office_reference = models.CharField("事業所番号", max_length=20, blank=True)
    collector_number = models.CharField("指定番号", max_length=12, blank=True)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    name = models.CharField("名称", max_length=120)
    kana = models.CharField("フリガナ", max_length=120, blank=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("所在地", max_length=200)
    representative = models.CharField("代表者", max_length=60, blank=True)
    telephone = models.CharField("電話番号", max_length=20, blank=True)
    contact = models.CharField("連絡者", max_length=60, blank=True)
    tax_accountant = models.CharField("関与税理士", max_length=60, blank=True)
    pays_from = models.DateField("支払期間の始め")
    pays_until = models.DateField("支払期間の終わり")
    reported = models.IntegerField("報告人員")
    special = models.IntegerField("特別徴収")
    ordinary_left = models.IntegerField("普通徴収（退職者）")
    ordinary_other = models.IntegerField("普通徴収（退職者以外）")
    slips_wanted = models.BooleanField("納入書の送付")
    notice_to_collector = models.CharField("税額通知（義務者用）", max_length=5, blank=True)
    notice_to_employees = models.CharField("税額通知（納税義務者用）", max_length=5, blank=True)
    notified_at = models.CharField("通知先", max_length=100, blank=True)
    filed_on = models.DateField("提出年月日")
    received_at = models.DateTimeField("受領日時")

    class Meta:
        verbose_name = "総括表"
        indexes: ClassVar = [
            models.Index(fields=["tax_year", "collector_number"], name="summary_by_collector")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SummaryOutcome(models.TextChoices):
    """What is done about a summary that differs from its details."""

    HELD = "held", "照会中として保留する"
    ACCEPTED = "accepted", "理由を確かめて了承する"


class SummaryDecision(models.Model):
    """A clerk's word on a difference (append-only); it holds for the figures it was about."""

    summary = models.ForeignKey(
        SummarySheet, verbose_name="総括表", on_delete=models.PROTECT, related_name="decisions"
    )
    outcome = models.CharField("判断", max_length=8, choices=SummaryOutcome)
    reason = models.CharField("理由", max_length=100)
    figures = models.CharField("判断したときの人員", max_length=80)
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="判断者", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("判断日時")

    class Meta:
        verbose_name = "総括表の差異の判断"

    def __str__(self) -> str:
        return str(self.pk)
