"""Whose result a calculation has no longer right, as it was found at some moment."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.assessment.models.run import AssessmentRun


class ResultCheck(models.Model):
    """One comparison of a run with what its documents come to now (append-only).

    Of everybody, or of the few whose documents an act has just changed.
    """

    run = models.ForeignKey(AssessmentRun, on_delete=models.PROTECT, related_name="checks")
    checked_at = models.DateTimeField("確認日時")
    checked_by = models.ForeignKey("staff.StaffMember", on_delete=models.PROTECT, related_name="+")
    people = models.IntegerField("計算し直しが要る人")
    whole = models.BooleanField("全員", default=True)

    class Meta:
        verbose_name = "計算後の変更の確認"

    def __str__(self) -> str:
        return f"{self.run_id}:{self.pk}"


class StaleResult(models.Model):
    """Somebody whose result was not what a calculation would come to now (append-only).

    ``changed`` names what differs, never with its figure: columns of the law, amounts of the
    ledger, documents. It is empty of somebody whose result is right again.
    """

    check_made = models.ForeignKey(ResultCheck, on_delete=models.PROTECT, related_name="stale")
    addressee = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT)
    changed = models.JSONField("変わったもの")

    class Meta:
        verbose_name = "計算し直しが要る人"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_made", "addressee"], name="stale_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.check_made_id}:{self.pk}"
