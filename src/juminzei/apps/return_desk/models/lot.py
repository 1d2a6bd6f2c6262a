"""Finished income tax returns that go to the tax office together (データ引継)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.return_desk.models.desk_return import DeskReturn
from juminzei.apps.return_desk.models.venue import Venue
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.models.decided import Asked


class LotState(models.TextChoices):
    """How far a lot has come."""

    ASKED = "asked", "承認待ち"
    REFUSED = "refused", "却下"
    GRANTED = "granted", "承認済み（未作成）"
    MADE = "made", "作成済み（未送付）"
    SENT = "sent", "送付済み（収受の確認待ち）"
    CONFIRMED = "confirmed", "税務署の収受を確認"
    WITHDRAWN = "withdrawn", "取下げ"


class LotItemKind(models.TextChoices):
    """What the tax office is told of a return."""

    NEW = "new", "新規"
    CORRECTED = "corrected", "訂正"
    CANCELLED = "cancelled", "取消"


class TaxOfficeLot(Asked):
    """One lot; ``state`` is that of its newest step."""

    tax_office = models.CharField("税務署", max_length=40)
    venue = models.ForeignKey(
        Venue, verbose_name="会場", on_delete=models.PROTECT, related_name="+", null=True
    )
    first_day = models.DateField("完了日の初日")
    last_day = models.DateField("完了日の末日")
    due_on = models.DateField("収受を確認する期限")
    count = models.IntegerField("件数")
    state = models.CharField("状態", max_length=9, choices=LotState, db_index=True)
    made_on = models.DateField("作成日", null=True)
    digest = models.CharField("一覧の SHA-256", max_length=64, blank=True)
    """Of the list, which holds the digest of every file: it is all of the lot's."""

    class Meta:
        verbose_name = "税務署への引継ぎ"

    def __str__(self) -> str:
        return str(self.pk)


class LotStep(models.Model):
    """What was done with a lot, when, by whom (append-only)."""

    lot = models.ForeignKey(
        TaxOfficeLot, verbose_name="引継ぎ", on_delete=models.PROTECT, related_name="steps"
    )
    state = models.CharField("状態", max_length=9, choices=LotState)
    note = models.CharField("記事", max_length=100, blank=True)
    done_by = models.ForeignKey(
        StaffMember, verbose_name="担当者", on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "税務署への引継ぎの経過"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lot", "state"], name="lot_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.lot_id} {self.state}"


class LotItem(models.Model):
    """One version of a return in a lot (append-only but for ``live``)."""

    lot = models.ForeignKey(
        TaxOfficeLot, verbose_name="引継ぎ", on_delete=models.PROTECT, related_name="items"
    )
    line = models.IntegerField("行")
    kind = models.CharField("区分", max_length=9, choices=LotItemKind)
    desk_return = models.ForeignKey(
        DeskReturn, verbose_name="受付番号", on_delete=models.PROTECT, related_name="lot_items"
    )
    version = models.IntegerField("履歴番号")
    former = models.ForeignKey(
        "self", verbose_name="前の引継ぎ", on_delete=models.PROTECT, related_name="+", null=True
    )
    """What the tax office was told of the return before."""
    live = models.BooleanField("引継ぎ中・引継ぎ済", default=True)
    """Not any more once the lot was refused or withdrawn: then it may go with another."""

    class Meta:
        verbose_name = "引き継ぐ申告"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["desk_return", "version"],
                condition=models.Q(live=True),
                name="version_in_one_lot",
            ),
            models.UniqueConstraint(
                fields=["desk_return"],
                condition=models.Q(live=True, kind="new"),
                name="return_new_in_one_lot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot_id}/{self.line}"
