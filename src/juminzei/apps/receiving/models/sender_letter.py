"""Letters that give back to a sender what was wrong (差戻し), and what was done with each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.receiving.models.application import EmployerApplication
from juminzei.apps.receiving.models.delivered_file import DeliveredFile
from juminzei.apps.receiving.models.employer import Employer
from juminzei.apps.receiving.models.summary import SummarySheet
from juminzei.platform.staff.models import StaffMember


class LetterMatter(models.TextChoices):
    """What is given back."""

    ROWS = "rows", "読めない行のある資料"
    FILE = "file", "受け取れないファイル"
    APPLICATION = "application", "不備のある届出"
    SUMMARY = "summary", "総括表と明細の不一致"


class LetterStep(models.TextChoices):
    """What was done with a letter."""

    GRANTED = "granted", "承認"
    TURNED_DOWN = "turned_down", "取下げ"
    SENT = "sent", "送付"
    ANSWERED = "answered", "訂正・回答の受領"
    CLOSED = "closed", "回答なしで終了"


class LetterWay(models.TextChoices):
    """How it was sent."""

    NONE = "", "—"
    POST = "post", "郵便"
    ELTAX = "eltax", "eLTAX の通知"
    HAND = "hand", "窓口で手渡し"


class SenderLetter(models.Model):
    """One letter (append-only); its lines are as they were when it was made.

    ``lines`` are where, what, what is wrong, what to do; never a value of the sender's file.
    """

    matter = models.CharField("用件", max_length=11, choices=LetterMatter)
    received_file = models.ForeignKey(
        "documents.ReceivedFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    delivered_file = models.ForeignKey(
        DeliveredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    application = models.ForeignKey(
        EmployerApplication, on_delete=models.PROTECT, null=True, related_name="+"
    )
    summary = models.ForeignKey(SummarySheet, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField("種類", max_length=40, blank=True)
    """Of the file: what a corrected one is known by."""
    about = models.CharField("対象", max_length=160)
    lines = models.JSONField("差し戻す内容")
    employer = models.ForeignKey(
        Employer, verbose_name="事業所", on_delete=models.PROTECT, null=True, related_name="+"
    )
    receiver = models.CharField("宛先", max_length=120)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("所在地", max_length=200, blank=True)
    reply_by = models.DateField("提出期限")
    prepared_by = models.ForeignKey(
        StaffMember, verbose_name="作成者", on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField("作成日時", db_index=True)

    class Meta:
        verbose_name = "差戻し"

    def __str__(self) -> str:
        return str(self.pk)


class SenderLetterStep(models.Model):
    """One thing done with a letter, once (append-only)."""

    letter = models.ForeignKey(SenderLetter, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("手続", max_length=11, choices=LetterStep)
    way = models.CharField("送付方法", max_length=5, choices=LetterWay, blank=True)
    note = models.CharField("記事", max_length=100, blank=True)
    answer = models.ForeignKey(
        DeliveredFile,
        verbose_name="訂正のファイル",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    done_by = models.ForeignKey(
        StaffMember, verbose_name="担当者", on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField("記録日時", db_index=True)

    class Meta:
        verbose_name = "差戻しの手続"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "step"], name="sender_letter_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.step}"
