"""Media carried between networks that are not connected (EL-13)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.exchange.models.consignment import Consignment
from juminzei.platform.staff.models import StaffMember


class Direction(models.TextChoices):
    """Which way a medium goes."""

    OUT = "out", "持出し"
    IN = "in", "持込み"


class Passage(models.TextChoices):
    """What was done with a medium."""

    APPROVED = "approved", "承認"
    TURNED_DOWN = "turned_down", "取下げ"
    CARRIED = "carried", "受渡し"


class Medium(models.Model):
    """The list of what lies on one medium (append-only).

    ``files`` is the manifest's list: name, bytes, SHA-256, and how many records it holds
    where that is known.
    """

    direction = models.CharField("向き", max_length=3, choices=Direction)
    label = models.CharField("媒体番号", max_length=40)
    partner = models.CharField("相手", max_length=60)
    purpose = models.CharField("内容", max_length=100)
    consignment = models.ForeignKey(
        Consignment, verbose_name="送付", on_delete=models.PROTECT, null=True, related_name="media"
    )
    files = models.JSONField("ファイルの一覧")
    file_count = models.IntegerField("ファイル数")
    size_bytes = models.BigIntegerField("大きさ")
    digest = models.CharField("一覧の SHA-256", max_length=64)
    """Of the manifest's text: its first digits are the code told apart from the medium."""
    prepared_by = models.ForeignKey(
        StaffMember, verbose_name="作成者", on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField("作成日時", db_index=True)

    class Meta:
        verbose_name = "受け渡す媒体"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["direction", "digest"], name="medium_listed_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class MediumStep(models.Model):
    """One thing done with a medium, once (append-only)."""

    medium = models.ForeignKey(Medium, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("手続", max_length=11, choices=Passage)
    note = models.CharField("記事", max_length=100, blank=True)
    done_by = models.ForeignKey(
        StaffMember, verbose_name="担当者", on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "媒体の手続"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["medium", "step"], name="medium_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.medium_id} {self.step}"
