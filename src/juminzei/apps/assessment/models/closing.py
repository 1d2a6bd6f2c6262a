"""Closing the documents of a year (資料の締め), and opening them again."""

from __future__ import annotations

from django.db import models


class ClosingAct(models.TextChoices):
    """What was done."""

    CLOSED = "closed", "締めた"
    REOPENED = "reopened", "開き直した"
    ASKED = "asked", "締めずに確定する申請"
    GRANTED = "granted", "締めずに確定する承認"
    REFUSED = "refused", "締めずに確定する却下"


class DocumentClosing(models.Model):
    """One act about all documents of a year (append-only); the newest one counts.

    ``counts`` is how many documents stood in which match state then, by kind;
    ``undecided`` is what was in the way of closing them, by what it was.
    """

    tax_year = models.IntegerField("年度", db_index=True)
    act = models.CharField("処理", max_length=8, choices=ClosingAct)
    counts = models.JSONField("件数")
    undecided = models.JSONField("未了の件数", default=dict)
    reason = models.CharField("理由", max_length=200, blank=True)
    decided_by = models.ForeignKey("staff.StaffMember", on_delete=models.PROTECT)
    decided_at = models.DateTimeField("処理日時")

    class Meta:
        verbose_name = "資料の締め"

    def __str__(self) -> str:
        return f"{self.tax_year} {self.act}"
