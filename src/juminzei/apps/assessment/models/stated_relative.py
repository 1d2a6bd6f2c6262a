"""Spouses, dependants and family employees as documents name them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.assessment.models.document import TaxDocument


class Resolution(models.TextChoices):
    """How it was found who a stated relative is; empty as long as nobody has looked."""

    NONE = "", "未特定"
    NUMBER = "number", "個人番号"
    HOUSEHOLD = "household", "同じ世帯"
    REGISTER = "register", "住民記録"
    CLERK = "clerk", "職員"
    OUTSIDE = "outside", "市外"
    ABROAD = "abroad", "国外"


class StatedRelative(models.Model):
    """One relative that a document names; the number lies in the vault under the same place."""

    document = models.ForeignKey(
        TaxDocument, on_delete=models.PROTECT, related_name="relatives", db_index=False
    )
    place = models.CharField("欄", max_length=20)
    """``spouse``, ``dependant_1``, ``under16_1``, ``family_employee_1`` and on."""
    name = models.CharField("氏名", max_length=120)
    kana = models.CharField("フリガナ", max_length=120)
    birth_on = models.DateField("生年月日", null=True)
    relationship = models.CharField("続柄・区分", max_length=20, blank=True)
    has_number = models.BooleanField("個人番号の記載", default=False)
    income = models.BigIntegerField("所得（円）", null=True)
    disability = models.IntegerField("障害（1 普通 2 特別）", default=0)
    abroad = models.BooleanField("国外居住", default=False)
    cohabiting = models.BooleanField("同居", default=False)
    apart_address = models.CharField("別居の住所", max_length=200, blank=True)
    addressee = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT, null=True)
    resolution = models.CharField("特定の方法", max_length=9, blank=True, choices=Resolution)
    added_by = models.ForeignKey(
        "assessment.OfficialCorrection", on_delete=models.PROTECT, null=True, related_name="added"
    )
    """The correction by office authority that added the relative; none of whom the document
    names itself."""

    class Meta:
        verbose_name = "資料に記載の親族"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "place"], name="relative_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.place}"
