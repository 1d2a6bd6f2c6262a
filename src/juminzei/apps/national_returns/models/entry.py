"""What was entered from the image of a return: two people, one after the other."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.national_returns.models.staged_return import StagedReturn
from juminzei.platform.staff.models import StaffMember


class EntryPass(models.Model):
    """One person's reading of the image (append-only); a third decides where two differ.

    Only what belongs to a return that was sent on or erased may go, and goes with it.
    """

    staged = models.ForeignKey(
        StagedReturn, verbose_name="申告", on_delete=models.PROTECT, related_name="passes"
    )
    number = models.PositiveSmallIntegerField("回")
    values = models.JSONField("入力")
    entered_by = models.ForeignKey(
        StaffMember, verbose_name="入力者", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("入力日時")

    class Meta:
        verbose_name = "画像からの入力"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staged", "number"], name="entry_pass_once"),
            models.UniqueConstraint(fields=["staged", "entered_by"], name="entry_pass_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.staged_id}/{self.number}"
