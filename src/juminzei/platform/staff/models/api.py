"""What other systems call with, and how much they did."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models.member import StaffMember


class ApiKey(models.Model):
    """A key with which another system calls the interface in the name of its client.

    The key itself is told once and not kept: ``digest`` is its SHA-256, and ``public_part``
    the part of it that finds the row.
    """

    client = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="api_keys")
    public_part = models.CharField("公開部分", max_length=12, unique=True)
    digest = models.CharField("SHA-256", max_length=64)
    created_at = models.DateTimeField("発行日時")
    revoked_at = models.DateTimeField("失効日時", null=True, blank=True)

    class Meta:
        verbose_name = "接続キー"

    def __str__(self) -> str:
        return f"{self.client_id} {self.public_part}"


class ApiUse(models.Model):
    """How much a caller of the interface asked for in one minute; old minutes are taken out."""

    caller = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="api_uses")
    minute = models.DateTimeField("分")
    calls = models.IntegerField("回数", default=0)
    people = models.IntegerField("人数", default=0)

    class Meta:
        verbose_name = "接続の利用量"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["caller", "minute"], name="api_minute_once")
        ]

    def __str__(self) -> str:
        return f"{self.caller_id} {self.minute:%H:%M} {self.calls}"
