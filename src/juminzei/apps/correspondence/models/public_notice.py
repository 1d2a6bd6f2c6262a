"""Delivery by posting at the board (公示送達, 地方税法20条の2)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.correspondence.models.returned import ReturnedLetter
from juminzei.platform.staff.models import StaffMember


class NoticeGround(models.TextChoices):
    """Which of the law's grounds there is."""

    UNKNOWN = "unknown", "住所、居所、事務所及び事業所が明らかでない"
    ABROAD = "abroad", "外国においてすべき送達につき困難な事情がある"


class PublicNotice(models.Model):
    """A proposal to deliver one letter by public notice (append-only)."""

    letter = models.ForeignKey(
        ReturnedLetter, on_delete=models.PROTECT, related_name="public_notices"
    )
    attempt = models.IntegerField("回数")
    """Which proposal for the letter: after one was turned down there may be another."""
    ground = models.CharField("事由", max_length=8, choices=NoticeGround)
    investigation = models.CharField("調査の経過", max_length=400)
    proposed_at = models.DateTimeField("起案日時")
    proposed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "公示送達"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "attempt"], name="proposed_in_turn")
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class PublicNoticeAct(models.TextChoices):
    """What happens to a proposal."""

    APPROVED = "approved", "承認"
    TURNED_DOWN = "turned_down", "却下"
    POSTED = "posted", "掲示"


class PublicNoticeStep(models.Model):
    """One act about a public notice (append-only); each at most once."""

    notice = models.ForeignKey(PublicNotice, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField("行為", max_length=12, choices=PublicNoticeAct)
    decision = models.BooleanField("決定", null=True)
    """True for the one decision of a notice, so that there are not two; none for a posting."""
    posted_on = models.DateField("掲示場への掲示の開始日", null=True)
    published_on = models.DateField("インターネットでの公表の開始日", null=True)
    effective_on = models.DateField("送達があったものとみなす日", null=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    recorded_at = models.DateTimeField("登録日時")
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "公示送達の決定・掲示"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "act"], name="public_notice_act_once"),
            models.UniqueConstraint(fields=["notice", "decision"], name="public_notice_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}"
