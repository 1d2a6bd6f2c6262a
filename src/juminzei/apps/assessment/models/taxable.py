"""The frozen list of taxable persons (課税対象者) of a tax year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class TaxableReason(models.TextChoices):
    """Why a person is, or is not, on the list (地方税法294条, 318条)."""

    RESIDENT = "resident", "賦課期日に住民登録あり"
    LIVES_HERE = "lives_here", "住民登録はないが居住（294条3項）"
    PROPERTY_ONLY = "property_only", "市内に家屋敷・事務所のみ（294条1項2号）"
    MOVED_IN_LATER = "moved_in_later", "賦課期日より後に転入"
    MOVED_OUT_EARLIER = "moved_out_earlier", "賦課期日以前に転出"
    REMOVED_EARLIER = "removed_earlier", "賦課期日以前に職権消除"
    DIED_EARLIER = "died_earlier", "賦課期日より前に死亡"
    BORN_LATER = "born_later", "賦課期日より後に出生"
    TAXED_ELSEWHERE = "taxed_elsewhere", "他市町村が課税（294条3項・4項）"
    NOT_HERE = "not_here", "市内に住所・家屋敷なし"


class TaxableList(models.Model):
    """The list of one tax year, frozen as the register stood on 1 January (append-only)."""

    tax_year = models.IntegerField("年度", unique=True)
    assessment_date = models.DateField("賦課期日")
    frozen_at = models.DateTimeField("確定日時")
    frozen_by = models.ForeignKey("staff.StaffMember", on_delete=models.PROTECT)
    register_sequence = models.IntegerField("住民記録連番")
    digest = models.CharField("内容の SHA-256", max_length=64)
    counts = models.JSONField("事由別人数", default=dict)
    convention = models.JSONField("賦課期日当日の異動の扱い", default=dict)
    """How changes on the assessment date itself were judged when the list was frozen."""

    class Meta:
        verbose_name = "課税対象者名簿"

    def __str__(self) -> str:
        return str(self.tax_year)


class TaxablePerson(models.Model):
    """One person considered for the list, taken in or left out for ``reason`` (append-only).

    The columns are the person as of the assessment date; later register changes
    never alter them.
    """

    list = models.ForeignKey(TaxableList, on_delete=models.PROTECT, related_name="persons")
    addressee = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT)
    addressee_version = models.IntegerField("履歴番号")
    standing_of = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, null=True, related_name="+"
    )
    """The merged-away number whose version decided, where it was not the person's own."""
    included = models.BooleanField("課税対象")
    property_only = models.BooleanField("家屋敷課税", default=False)
    reason = models.CharField("事由", max_length=20, choices=TaxableReason)
    birth_on = models.DateField("生年月日", null=True)
    sex = models.CharField("性別", max_length=1, blank=True)
    household_number = models.BigIntegerField("世帯番号", null=True)
    relationship = models.CharField("続柄", max_length=11, blank=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("1月1日の住所", max_length=200)

    class Meta:
        verbose_name = "課税対象者"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list", "addressee"], name="considered_once")
        ]

    def __str__(self) -> str:
        return f"{self.list_id}/{self.addressee_id}"
