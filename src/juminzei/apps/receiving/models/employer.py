"""Employers (事業所, D6): what is known of them, every version, and those that nobody knows yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class EmployerColumns(models.Model):
    """What is known of an employer."""

    collector_number = models.CharField("指定番号", max_length=12, blank=True)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    name = models.CharField("名称", max_length=120)
    kana = models.CharField("フリガナ", max_length=120, blank=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("所在地", max_length=200)
    telephone = models.CharField("電話番号", max_length=20, blank=True)
    user_reference = models.CharField("利用者ID（eLTAX）", max_length=20, blank=True)

    class Meta:
        abstract = True


class Employer(EmployerColumns):
    """An employer as known now; what was known before stands in its versions."""

    name_key = models.CharField("名称の検索鍵", max_length=120)
    merged_into = models.ForeignKey(
        "self", verbose_name="合併先", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    version = models.IntegerField("版", default=1)

    class Meta:
        verbose_name = "事業所"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["collector_number"],
                condition=~models.Q(collector_number=""),
                name="collector_number_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["corporate_number"], name="employer_by_corporation"),
            models.Index(fields=["name_key"], name="employer_by_name"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class VersionReason(models.TextChoices):
    """Why there is another version of an employer."""

    REGISTERED = "registered", "登録"
    CHANGED = "changed", "変更"
    MERGED = "merged", "合併"


class EmployerVersion(EmployerColumns):
    """An employer as known from a moment on (append-only)."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="versions")
    version = models.IntegerField("版")
    reason = models.CharField("事由", max_length=10, choices=VersionReason)
    merged_into = models.ForeignKey(
        Employer, verbose_name="合併先", on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_by = models.ForeignKey(
        StaffMember, verbose_name="記録者", on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField("記録日時")

    class Meta:
        verbose_name = "事業所の履歴"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employer", "version"], name="employer_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.employer_id}/{self.version}"


class UnknownEmployer(models.Model):
    """A payer named in a file whom nobody knows (登録待ち, append-only)."""

    payer_key = models.CharField("支払者の鍵", max_length=64, unique=True)
    tax_year = models.IntegerField("年度", null=True)
    collector_number = models.CharField("指定番号", max_length=12, blank=True)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    name = models.CharField("名称", max_length=120)
    address = models.CharField("所在地", max_length=200, blank=True)
    documents = models.IntegerField("資料数")
    received_file = models.ForeignKey(
        "documents.ReceivedFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    queued_at = models.DateTimeField("登録待ちの日時")

    class Meta:
        verbose_name = "登録待ちの事業所"

    def __str__(self) -> str:
        return str(self.pk)


class EmployerOutcome(models.TextChoices):
    """Who an unknown payer turned out to be."""

    NEW = "new", "新しい事業所として登録する"
    SAME = "same", "登録済みの事業所と同じ"
    MERGED = "merged", "登録済みの事業所に合併した別の事業所"


class EmployerDecision(models.Model):
    """A clerk's word on an unknown payer (append-only); there is one at most."""

    entry = models.OneToOneField(
        UnknownEmployer, verbose_name="登録待ち", on_delete=models.PROTECT, related_name="decision"
    )
    outcome = models.CharField("判断", max_length=6, choices=EmployerOutcome)
    employer = models.ForeignKey(
        Employer, verbose_name="事業所", on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="判断者", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("判断日時")

    class Meta:
        verbose_name = "登録待ちの事業所の判断"

    def __str__(self) -> str:
        return str(self.pk)
