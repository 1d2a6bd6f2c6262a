"""Where and when returns are received: venues, their days, and how a day was closed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class Venue(models.Model):
    """A place where returns are received (会場)."""

    name = models.CharField("会場", max_length=40, unique=True)
    place = models.CharField("所在", max_length=100, blank=True)
    bookings_each_time = models.IntegerField("一つの時刻の予約の上限", default=4)
    entered_by = models.ForeignKey(
        StaffMember, verbose_name="登録者", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "申告会場"

    def __str__(self) -> str:
        return self.name


class VenueDay(models.Model):
    """One day of a venue; its row is locked while a ticket number is drawn."""

    venue = models.ForeignKey(Venue, verbose_name="会場", on_delete=models.PROTECT)
    day = models.DateField("受付日")
    last_number = models.IntegerField("最後の整理番号", default=0)

    class Meta:
        verbose_name = "会場の受付日"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["venue", "day"], name="venue_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.venue_id} {self.day}"


class DayClose(models.Model):
    """A day of a venue was closed, with its figures and what is handed over (append-only)."""

    venue_day = models.OneToOneField(
        VenueDay, verbose_name="受付日", on_delete=models.PROTECT, related_name="close"
    )
    figures = models.JSONField("件数")
    held = models.JSONField("引き継ぐ保留", default=list)
    note = models.CharField("引継ぎ", max_length=200, blank=True)
    closed_by = models.ForeignKey(
        StaffMember, verbose_name="締めた人", on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField("締めた日時")

    class Meta:
        verbose_name = "当日締め"

    def __str__(self) -> str:
        return str(self.venue_day_id)


class Permit(models.Model):
    """Which returns the desk accepts in a period, and by which permission (append-only).

    City staff prepare national returns only as the permit under 税理士法50条 says.
    The newest entry whose period covers a day counts on that day.
    """

    kinds = models.JSONField("受け付ける申告")
    valid_from = models.DateField("期間の初日")
    valid_until = models.DateField("期間の末日")
    ground = models.CharField("許可", max_length=100)
    entered_by = models.ForeignKey(
        StaffMember, verbose_name="登録者", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "受け付ける申告の設定"

    def __str__(self) -> str:
        return str(self.pk)
