"""Returns as they were delivered, with what became of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.national_returns.models.delivery import ReturnDelivery


class StagedState(models.TextChoices):
    """What became of a return."""

    TAKEN = "taken", "課税資料"
    ENTRY = "entry", "画像から入力待ち"
    CHECK = "check", "エラーの確認待ち"
    SUPERSEDED = "superseded", "新しい申告で差替え"
    DUPLICATE = "duplicate", "二重提出（内容が同じ）"
    OUTSIDE = "outside", "回送待ち"
    FORWARDED = "forwarded", "回送済"
    ERASED = "erased", "保存期限により消去"


class StagedReturn(models.Model):
    """One return of a delivery. No Individual Number is here, only whether there was one."""

    delivery = models.ForeignKey(
        ReturnDelivery, verbose_name="配信", on_delete=models.PROTECT, related_name="returns"
    )
    seq = models.IntegerField("通番")
    tax_year = models.IntegerField("年度")
    reference = models.CharField("整理番号", max_length=40, blank=True)
    person_key = models.CharField("本人の鍵", max_length=64)
    """Hash by which returns of one person and year are told to belong together."""
    content_key = models.CharField("内容の鍵", max_length=64)
    """Keyed digest of what it says."""
    name = models.CharField("氏名", max_length=120)
    kana = models.CharField("フリガナ", max_length=120)
    kana_key = models.CharField("フリガナの鍵", max_length=120)
    birth_on = models.DateField("生年月日", null=True)
    address = models.CharField("住所", max_length=200)
    address_january = models.CharField("１月１日の住所", max_length=200, blank=True)
    tax_office = models.CharField("税務署", max_length=40, blank=True)
    received_on = models.DateField("収受日")
    kind = models.CharField("申告種別", max_length=4)
    has_number = models.BooleanField("個人番号の記載", default=False)
    forms = models.JSONField("様式", default=list)
    """Which forms, for lists."""
    content = models.JSONField("内容", default=dict)
    """Heading, forms, pages and values by box; emptied when it was sent on or its time was over."""
    problems = models.JSONField("エラー", default=list)
    remarks = models.JSONField("補記", default=list)
    """What somebody should know before relying on the figures."""
    image_set = models.ForeignKey(
        "images.ImageSet", verbose_name="画像", on_delete=models.PROTECT, null=True
    )
    document = models.ForeignKey(
        "assessment.TaxDocument", verbose_name="課税資料", on_delete=models.PROTECT, null=True
    )
    state = models.CharField("状態", max_length=10, choices=StagedState)
    newer = models.ForeignKey(
        "self", verbose_name="新しい申告", on_delete=models.PROTECT, null=True
    )
    keep_until = models.DateField("保存期限")

    class Meta:
        verbose_name = "国税連携の申告"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "seq"], name="return_staged_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["tax_year", "state"]),
            models.Index(fields=["person_key"]),
            models.Index(fields=["kana_key"]),
            models.Index(fields=["keep_until"]),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}/{self.seq}"

    @property
    def addressee_id(self) -> int | None:
        """Whose it is, once its document is somebody's."""
        return self.document.addressee_id if self.document else None
