"""What is counted: uses in a minute, and whom somebody has looked at."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class MinuteOfUse(models.Model):
    """How often one user did one kind of thing in a minute of the clock."""

    limit = models.CharField("限度", max_length=20)
    user = models.CharField("利用者", max_length=45)
    """A staff number, or the address of a machine."""
    minute = models.DateTimeField("分")
    count = models.IntegerField("回数", default=0)

    class Meta:
        verbose_name = "1分間の利用"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["limit", "user", "minute"], name="minute_of_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.limit} {self.count}"


class PersonLookedAt(models.Model):
    """When a member of staff last looked at a person; kept for the span of the limit."""

    staff_number = models.CharField("職員番号", max_length=12)
    addressee_number = models.BigIntegerField("宛名番号")
    looked_at = models.DateTimeField("閲覧日時")

    class Meta:
        verbose_name = "閲覧した人"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff_number", "addressee_number"], name="person_looked_at_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["staff_number", "looked_at"], name="looked_at_lately")
        ]

    def __str__(self) -> str:
        return self.staff_number
