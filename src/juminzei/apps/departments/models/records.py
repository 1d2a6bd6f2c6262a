"""What departments said of people, as it was true and as we learned it.

Every row is a version of one fact: the newest of a ``reference`` counts. A version that is
``withdrawn`` says that the fact holds no longer: cancelled by the department, or missing
from a file of everything.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.departments.models.department_file import DepartmentFile


class DepartmentFact(models.Model):
    """What all departments' facts have in common."""

    addressee = models.ForeignKey(
        "addressees.Addressee",
        verbose_name="宛名番号",
        on_delete=models.PROTECT,
        related_name="+",
    )
    reference = models.CharField("整理番号", max_length=20)
    file = models.ForeignKey(
        DepartmentFile, verbose_name="ファイル", on_delete=models.PROTECT, related_name="+"
    )
    row_number = models.IntegerField("行番号")
    recorded_at = models.DateTimeField("記録日時")
    withdrawn = models.BooleanField("取消", default=False)

    class Meta:
        abstract = True


class DisabilityRecord(DepartmentFact):
    """A disability handbook (障害者手帳; append-only)."""

    kind = models.CharField("手帳の種類", max_length=20)
    grade = models.CharField("等級", max_length=8)
    disability_class = models.IntegerField("障害の区分")
    """1 障害者, 2 特別障害者."""
    valid_from = models.DateField("有効開始日")
    valid_until = models.DateField("有効終了日", null=True)

    class Meta:
        verbose_name = "障害者手帳"
        indexes: ClassVar = [
            models.Index(fields=["reference", "id"], name="disability_newest"),
            models.Index(fields=["addressee", "id"], name="disability_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id}"


class AssistanceRecord(DepartmentFact):
    """A period of public assistance (生活保護; append-only)."""

    aids = models.CharField("扶助の種類", max_length=60)
    living_aid = models.BooleanField("生活扶助")
    valid_from = models.DateField("有効開始日")
    valid_until = models.DateField("有効終了日", null=True)

    class Meta:
        verbose_name = "生活保護"
        indexes: ClassVar = [
            models.Index(fields=["reference", "id"], name="assistance_newest"),
            models.Index(fields=["addressee", "id"], name="assistance_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id}"


class Insurance(models.TextChoices):
    """Which insurance premiums were paid for."""

    KOKUHO = "kokuho", "国民健康保険"
    KAIGO = "kaigo", "介護保険"
    KOUKI = "kouki", "後期高齢者医療"


class PremiumRecord(DepartmentFact):
    """Premiums that somebody paid in a year, in yen (append-only)."""

    insurance = models.CharField("保険", max_length=6, choices=Insurance)
    income_year = models.IntegerField("納付の年")
    withheld = models.BigIntegerField("年金からの天引額")
    otherwise = models.BigIntegerField("その他の納付額")

    class Meta:
        verbose_name = "保険料"
        indexes: ClassVar = [
            models.Index(fields=["reference", "id"], name="premium_newest"),
            models.Index(fields=["addressee", "income_year", "id"], name="premium_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id} {self.income_year}"


class CareRecord(DepartmentFact):
    """A certificate of care: level, equal to disability, or of diapers (append-only)."""

    kind = models.CharField("証明の種類", max_length=20)
    grade = models.CharField("区分", max_length=8)
    disability_class = models.IntegerField("障害の区分", default=0)
    """1 障害者に準ずる, 2 特別障害者に準ずる, 0 of other certificates."""
    valid_from = models.DateField("有効開始日")
    valid_until = models.DateField("有効終了日", null=True)

    class Meta:
        verbose_name = "介護の証明"
        indexes: ClassVar = [
            models.Index(fields=["reference", "id"], name="care_newest"),
            models.Index(fields=["addressee", "id"], name="care_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id}"
