"""Asking a supervisor to open the pages of a close person, and the supervisor's word."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class CosignPurpose(models.TextChoices):
    """What a close person's pages are needed for."""

    ASSESSMENT = "assessment", "賦課の事務"
    INQUIRY = "inquiry", "窓口・電話の問合せ"
    COLLECTION = "collection", "収納の事務"
    CORRECTION = "correction", "誤りの調査"


class CosignRequest(models.Model):
    """A member asks to open the pages of somebody close (append-only)."""

    staff_member = models.ForeignKey(
        StaffMember, verbose_name="申請者", on_delete=models.PROTECT, related_name="+"
    )
    addressee = models.ForeignKey(
        "addressees.Addressee",
        verbose_name="対象者の宛名番号",
        on_delete=models.PROTECT,
        related_name="+",
    )
    closeness = models.CharField("関係", max_length=60)
    purpose = models.CharField("利用目的", max_length=12, choices=CosignPurpose.choices)
    reason = models.CharField("理由", max_length=100)
    asked_at = models.DateTimeField("申請日時")

    class Meta:
        verbose_name = "上司の確認の申請"
        indexes: ClassVar = [
            models.Index(fields=["staff_member", "addressee"], name="cosign_by_member")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CosignDecision(models.Model):
    """A supervisor's word on a request (append-only); there is one at most."""

    request = models.OneToOneField(
        CosignRequest, verbose_name="申請", on_delete=models.PROTECT, related_name="decision"
    )
    granted = models.BooleanField("承認")
    valid_until = models.DateTimeField("閲覧できる期限", null=True)
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="判断者", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("判断日時")

    class Meta:
        verbose_name = "上司の確認"

    def __str__(self) -> str:
        return str(self.pk)
