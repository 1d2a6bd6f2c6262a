"""Tickets (整理券): who waits, who was called, who is served. They hold no name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.return_desk.models.venue import VenueDay
from juminzei.platform.staff.models import StaffMember


class TicketState(models.TextChoices):
    """How far somebody with a ticket has come."""

    BOOKED = "booked", "予約"
    WAITING = "waiting", "待ち"
    CALLED = "called", "呼出"
    SERVED = "served", "対応中"
    DONE = "done", "終了"
    LEFT = "left", "不在・帰宅"


class ReturnKind(models.TextChoices):
    """Which return somebody comes with."""

    INHABITANT = "inhabitant_return", "住民税申告書"
    NATIONAL = "national_return", "確定申告書"


OPEN_STATES = (
    TicketState.BOOKED,
    TicketState.WAITING,
    TicketState.CALLED,
    TicketState.SERVED,
)
"""Nobody with such a ticket has been seen to."""


class Ticket(models.Model):
    """A number of a venue's day; ``state`` is that of its newest step."""

    venue_day = models.ForeignKey(
        VenueDay, verbose_name="受付日", on_delete=models.PROTECT, related_name="tickets"
    )
    number = models.IntegerField("整理番号")
    kind = models.CharField("申告の種類", max_length=20, choices=ReturnKind)
    appointment = models.TimeField("予約時刻", null=True)
    state = models.CharField("状態", max_length=8, choices=TicketState)
    window = models.CharField("窓口", max_length=10, blank=True)
    served_by = models.ForeignKey(
        StaffMember, verbose_name="担当", on_delete=models.PROTECT, related_name="+", null=True
    )
    drawn_at = models.DateTimeField("発券日時")

    class Meta:
        verbose_name = "整理券"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["venue_day", "number"], name="ticket_number_once")
        ]
        indexes: ClassVar = [models.Index(fields=["venue_day", "state"])]

    def __str__(self) -> str:
        return f"{self.venue_day_id}-{self.number}"


class TicketStep(models.Model):
    """What happened to a ticket, when and by whom (append-only)."""

    ticket = models.ForeignKey(
        Ticket, verbose_name="整理券", on_delete=models.PROTECT, related_name="steps"
    )
    state = models.CharField("状態", max_length=8, choices=TicketState)
    window = models.CharField("窓口", max_length=10, blank=True)
    taken_by = models.ForeignKey(
        StaffMember, verbose_name="操作者", on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "整理券の経過"

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.state}"
