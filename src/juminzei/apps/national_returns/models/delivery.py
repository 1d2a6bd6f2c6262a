"""Deliveries of returns: what came, when, whether whole; and what is expected."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.documents.channel import Channel
from juminzei.platform.jobs.models import Job
from juminzei.platform.staff.models import StaffMember


class DeliverySource(models.TextChoices):
    """Which system of the tax agency the returns are from."""

    ETAX = "etax", "e-Tax"
    KSK = "ksk", "KSK"


class DeliveryKind(models.TextChoices):
    """Who delivered."""

    DELIVERY = "delivery", "国税庁から"
    FORWARDED = "forwarded", "他市区町村から回送"


class DeliveryState(models.TextChoices):
    """How far a delivery has come."""

    TAKING = "taking", "取込中"
    TAKEN = "taken", "取込済"
    HELD = "held", "保留（受け入れていない）"


class ReturnDelivery(models.Model):
    """One delivery; one that is not whole is held, and nothing of it is taken."""

    source = models.CharField("区分", max_length=4, choices=DeliverySource, blank=True)
    kind = models.CharField("種類", max_length=9, choices=DeliveryKind, blank=True)
    delivery_id = models.CharField("配信番号", max_length=60, blank=True)
    sender = models.CharField("回送元", max_length=6, blank=True)
    delivered_on = models.DateField("配信日", null=True)
    count = models.IntegerField("件数", default=0)
    digest = models.CharField("鍵付きダイジェスト", max_length=64)
    """Of the manifest, which names the digest of every file."""
    state = models.CharField("状態", max_length=6, choices=DeliveryState)
    problem = models.CharField("保留の理由", max_length=300, blank=True)
    reason = models.CharField("回送の理由", max_length=200, blank=True)
    channel = models.CharField("入手方法", max_length=12, choices=Channel)
    job = models.ForeignKey(Job, verbose_name="処理", on_delete=models.PROTECT, null=True)
    received_by = models.ForeignKey(
        StaffMember, verbose_name="受領者", on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField("受領日時")
    counts = models.JSONField("内訳", default=dict)

    class Meta:
        verbose_name = "国税連携の配信"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "kind", "sender", "delivery_id"],
                condition=~models.Q(state="held"),
                name="delivery_taken_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.delivery_id}"


class ExpectedDelivery(models.Model):
    """How often deliveries come in a period (append-only); the newest that covers a day counts."""

    source = models.CharField("区分", max_length=4, choices=DeliverySource)
    every_days = models.PositiveSmallIntegerField("間隔（日）")
    valid_from = models.DateField("初日")
    valid_until = models.DateField("末日")
    entered_by = models.ForeignKey(
        StaffMember, verbose_name="登録者", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "配信の予定"

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.every_days}"
