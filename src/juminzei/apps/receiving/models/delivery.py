"""The delivery register (受領簿): one entry a delivery and channel, and what was done with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.staff.models import StaffMember


class Copy(models.TextChoices):
    """Media are handed in twice (正・副)."""

    MAIN = "main", "正本"
    SECOND = "second", "副本"


class Step(models.TextChoices):
    """What was done with a delivery as a whole."""

    CONFIRMED = "confirmed", "二人目の確認"
    TURNED_DOWN = "turned_down", "受領の取下げ"
    EMPTIED = "emptied", "受渡しフォルダーの処理"
    CLOSED = "closed", "締め"
    RETURNED = "returned", "媒体の返却"


class Delivery(models.Model):
    """One entry: how it came, from whom, and what it claims to hold (append-only)."""

    channel = models.CharField("入手方法", max_length=12, choices=Channel)
    source = models.CharField("入手元", max_length=13, choices=Source)
    tax_year = models.IntegerField("年度", null=True)
    copy = models.CharField("正副", max_length=6, choices=Copy, default=Copy.MAIN)
    medium = models.CharField("媒体番号", max_length=40, blank=True)
    sender = models.CharField("提出者", max_length=120, blank=True)
    bearer = models.CharField("持込者", max_length=60, blank=True)
    box = models.CharField("箱番号", max_length=20, blank=True)
    claimed_files = models.IntegerField("申告されたファイル数", null=True)
    claimed_documents = models.IntegerField("申告された件数", null=True)
    folder = models.CharField("受渡しフォルダーの鍵", max_length=64, blank=True)
    """Keyed digest of the drop folder's place, so that an interrupted run goes on."""
    received_by = models.ForeignKey(
        StaffMember, verbose_name="受領者", on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField("受領日時")

    class Meta:
        verbose_name = "受領"
        indexes: ClassVar = [
            models.Index(fields=["received_at"], name="delivery_by_moment"),
            models.Index(fields=["folder"], name="delivery_by_folder"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DeliveryStep(models.Model):
    """Something done with a delivery, once (append-only)."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("手続", max_length=12, choices=Step)
    note = models.CharField("記事", max_length=100, blank=True)
    done_by = models.ForeignKey(
        StaffMember, verbose_name="担当者", on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "受領の手続"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "step"], name="delivery_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.step}"
