"""Notifications of employers (届出) as received, and what was decided about them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.receiving.models.employer import Employer
from juminzei.formats.employer_application import ApplicationKind
from juminzei.platform.staff.models import StaffMember

KINDS = [(one.value, one.value) for one in ApplicationKind]


class EmployerApplication(models.Model):
    """One notification (append-only). What it says besides stands in ``stated``, by field."""

    received_file = models.ForeignKey(
        "documents.ReceivedFile", on_delete=models.PROTECT, related_name="+"
    )
    row_number = models.IntegerField("行番号")
    content_key = models.CharField("内容の鍵", max_length=64, unique=True)
    application = models.CharField("届出", max_length=8, choices=KINDS)
    tax_year = models.IntegerField("年度")
    filed_on = models.DateField("提出年月日")
    collector_number = models.CharField("指定番号", max_length=12, blank=True)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    name = models.CharField("名称", max_length=120)
    office_address = models.CharField("所在地", max_length=200, blank=True)
    telephone = models.CharField("電話番号", max_length=20, blank=True)
    recipient_reference = models.CharField("受給者番号", max_length=25, blank=True)
    person_name = models.CharField("氏名", max_length=120, blank=True)
    person_kana = models.CharField("フリガナ", max_length=120, blank=True)
    person_birth_on = models.DateField("生年月日", null=True)
    person_place = models.CharField("異動後の住所", max_length=200, blank=True)
    stated = models.JSONField("届出の内容", default=dict)
    received_at = models.DateTimeField("受領日時")

    class Meta:
        verbose_name = "特別徴収の届出"
        indexes: ClassVar = [
            models.Index(fields=["tax_year", "application"], name="application_by_year"),
            models.Index(fields=["collector_number"], name="application_by_collector"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ApplicationOutcome(models.TextChoices):
    """What is done about a notification."""

    ACCEPTED = "accepted", "受け付けて、特別徴収の処理を待つ"
    RETURNED = "returned", "差し戻す（記載の不備など）"


class ApplicationDecision(models.Model):
    """A clerk's word on a notification (append-only); there is one at most."""

    entry = models.OneToOneField(
        EmployerApplication, verbose_name="届出", on_delete=models.PROTECT, related_name="decision"
    )
    outcome = models.CharField("判断", max_length=8, choices=ApplicationOutcome)
    employer = models.ForeignKey(
        Employer, verbose_name="事業所", on_delete=models.PROTECT, null=True, related_name="+"
    )
    addressee = models.ForeignKey(
        "addressees.Addressee",
        verbose_name="給与所得者",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    reason = models.CharField("理由", max_length=100, blank=True)
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="判断者", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("判断日時")

    class Meta:
        verbose_name = "届出の判断"

    def __str__(self) -> str:
        return str(self.pk)
