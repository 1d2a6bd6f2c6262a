"""Returns taken at the desk: how far they have come, every saved state, what was confirmed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.return_desk.models.ticket import ReturnKind, Ticket
from juminzei.apps.return_desk.models.venue import VenueDay
from juminzei.platform.staff.models import StaffMember


class ReturnState(models.TextChoices):
    """How far a return has come."""

    TAKING = "taking", "受付中"
    HELD = "held", "保留"
    DONE = "done", "完了"
    CANCELLED = "cancelled", "取消"


class DeskReturn(models.Model):
    """One person's return; ``state`` is that of its newest version."""

    addressee = models.ForeignKey(
        "addressees.Addressee", verbose_name="宛名番号", on_delete=models.PROTECT, related_name="+"
    )
    tax_year = models.IntegerField("年度")
    kind = models.CharField("申告の種類", max_length=20, choices=ReturnKind)
    venue_day = models.ForeignKey(
        VenueDay, verbose_name="受付日", on_delete=models.PROTECT, related_name="returns"
    )
    ticket = models.ForeignKey(
        Ticket, verbose_name="整理券", on_delete=models.PROTECT, related_name="returns", null=True
    )
    state = models.CharField("状態", max_length=10, choices=ReturnState)
    versions = models.IntegerField("履歴数", default=0)
    document = models.BigIntegerField("課税資料", null=True)
    """The key of the document that it became."""
    started_by = models.ForeignKey(
        StaffMember, verbose_name="受付者", on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField("受付日時")
    finished_on = models.DateField("完了日", null=True)

    class Meta:
        verbose_name = "申告の受付"
        indexes: ClassVar = [
            models.Index(fields=["state", "started_at"]),
            models.Index(fields=["addressee", "tax_year"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReturnVersion(models.Model):
    """A saved state of a return (append-only)."""

    desk_return = models.ForeignKey(
        DeskReturn, verbose_name="申告", on_delete=models.PROTECT, related_name="history"
    )
    version = models.IntegerField("履歴番号")
    state = models.CharField("状態", max_length=10, choices=ReturnState)
    entries = models.JSONField("記入")
    """What the boxes say, where each came from, which are not confirmed."""
    reason = models.CharField("理由", max_length=100, blank=True)
    saved_by = models.ForeignKey(
        StaffMember, verbose_name="保存者", on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField("保存日時")

    class Meta:
        verbose_name = "申告の履歴"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk_return", "version"], name="return_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.desk_return_id}-{self.version}"


class ClaimedRelative(models.Model):
    """Somebody whom a version claims as a relative, to be found by (append-only).

    Of a return's rows those of its newest version count.
    """

    desk_return = models.ForeignKey(
        DeskReturn, verbose_name="申告", on_delete=models.PROTECT, related_name="claims"
    )
    version = models.IntegerField("履歴番号")
    addressee = models.ForeignKey(
        "addressees.Addressee", verbose_name="宛名番号", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "申告に記載の親族"

    def __str__(self) -> str:
        return f"{self.desk_return_id}-{self.version}"


class Attachment(models.Model):
    """Scanned papers of a return; the images lie encrypted elsewhere (append-only)."""

    desk_return = models.ForeignKey(
        DeskReturn, verbose_name="申告", on_delete=models.PROTECT, related_name="attachments"
    )
    image_set = models.BigIntegerField("イメージ")
    pages = models.IntegerField("枚数")
    what = models.CharField("書類", max_length=40)
    attached_by = models.ForeignKey(
        StaffMember, verbose_name="登録者", on_delete=models.PROTECT, related_name="+"
    )
    attached_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "申告の添付"

    def __str__(self) -> str:
        return str(self.image_set)
