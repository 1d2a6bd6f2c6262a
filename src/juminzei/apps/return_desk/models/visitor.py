"""What somebody typed themselves while they waited: the code, what they said, what became of it."""

from __future__ import annotations

from django.db import models

from juminzei.apps.return_desk.models.desk_return import DeskReturn
from juminzei.platform.staff.models import StaffMember


class VisitorPass(models.Model):
    """A code with which a visitor's terminal opens a blank form, for a while (append-only).

    Of a return's codes the newest counts.
    """

    desk_return = models.ForeignKey(
        DeskReturn, verbose_name="申告", on_delete=models.PROTECT, related_name="visitor_passes"
    )
    code_digest = models.CharField("コードの照合値", max_length=64, unique=True)
    opened_by = models.ForeignKey(
        StaffMember, verbose_name="発行者", on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField("発行日時")
    until = models.DateTimeField("期限")

    class Meta:
        verbose_name = "来庁者の端末のコード"

    def __str__(self) -> str:
        return str(self.pk)


class VisitorEntry(models.Model):
    """What a visitor typed, before anybody has looked at it (append-only)."""

    visitor_pass = models.OneToOneField(
        VisitorPass, verbose_name="コード", on_delete=models.PROTECT, related_name="entry"
    )
    entries = models.JSONField("記入")
    entered_at = models.DateTimeField("入力日時")

    class Meta:
        verbose_name = "来庁者の入力"

    def __str__(self) -> str:
        return str(self.pk)


class VisitorDecision(models.Model):
    """A clerk took what a visitor typed into the return, or put it aside (append-only)."""

    entry = models.OneToOneField(
        VisitorEntry, verbose_name="来庁者の入力", on_delete=models.PROTECT, related_name="decision"
    )
    taken = models.IntegerField("取り込んだ件数")
    """0 where it was put aside."""
    reason = models.CharField("理由", max_length=100, blank=True)
    decided_by = models.ForeignKey(
        StaffMember, verbose_name="確認者", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("確認日時")

    class Meta:
        verbose_name = "来庁者の入力の確認"

    def __str__(self) -> str:
        return str(self.pk)
