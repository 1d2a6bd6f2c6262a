"""Whose document it is: candidates and decisions, all of them kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.assessment.models.document import MatchState, TaxDocument


class MatchCandidate(models.Model):
    """A person whom a document in the queue might be about, with the comparison field by field."""

    document = models.ForeignKey(TaxDocument, on_delete=models.CASCADE, related_name="candidates")
    addressee = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT)
    score = models.IntegerField("類似度（千分率）")
    comparison = models.JSONField("項目別の比較")

    class Meta:
        verbose_name = "特定候補"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "addressee"], name="candidate_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}?{self.addressee_id}"


class MatchDecision(models.Model):
    """One decision about one document (append-only); the newest one counts, undo is another."""

    document = models.ForeignKey(TaxDocument, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField("結果", max_length=10, choices=MatchState)
    addressee = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT, null=True)
    reason = models.JSONField("理由")
    rules_version = models.CharField("照合規則の版", max_length=20)
    decided_by = models.ForeignKey("staff.StaffMember", on_delete=models.PROTECT)
    decided_at = models.DateTimeField("決定日時")
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = "特定の決定"

    def __str__(self) -> str:
        return f"{self.document_id}={self.outcome}"
