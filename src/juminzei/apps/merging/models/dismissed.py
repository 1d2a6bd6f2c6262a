"""Two alike who are not the same."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.merging.models.choices import DismissalReason
from juminzei.platform.staff.models import StaffMember


class DismissedPair(models.Model):
    """Somebody looked at two numbers and found two people (append-only); lower number first."""

    first = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("理由", max_length=16, choices=DismissalReason)
    note = models.CharField("確認した内容", max_length=200, blank=True)
    dismissed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    dismissed_at = models.DateTimeField("判断日時")

    class Meta:
        verbose_name = "二重登録でない組"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="dismissed_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="lower_number_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}≠{self.second_id}"
