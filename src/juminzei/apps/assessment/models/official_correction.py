"""Correcting a document by office authority (職権訂正): what one proposes and another decides."""

from __future__ import annotations

from django.db import models

from juminzei.apps.assessment.models.document import TaxDocument


class OfficialCorrection(models.Model):
    """What somebody proposes to correct in a document, and why (append-only).

    The document stays as it was received. ``changes`` has for each corrected item its key,
    what counted before and what is to count: a column of the document's figures, ``stated.`` with
    one of its other figures, who received a gift,
    ``dependant_1/income`` for an item of a relative whom it names, or ``dependant_2/added`` with
    everything about a relative whom it does not name and who is to count.
    """

    document = models.ForeignKey(
        TaxDocument, on_delete=models.PROTECT, related_name="official_corrections"
    )
    tax_year = models.IntegerField("年度", db_index=True)
    changes = models.JSONField("訂正の内容")
    reason = models.CharField("理由", max_length=200)
    evidence = models.CharField("根拠", max_length=200)
    """What shows it: a register, a certificate, whom was asked and when."""
    image_set = models.ForeignKey("images.ImageSet", on_delete=models.PROTECT, null=True)
    proposed_by = models.ForeignKey(
        "staff.StaffMember", on_delete=models.PROTECT, related_name="+", verbose_name="起案"
    )
    proposed_at = models.DateTimeField("起案日時")

    class Meta:
        verbose_name = "職権訂正"

    def __str__(self) -> str:
        return f"{self.document_id}:{self.pk}"


class CorrectionDecision(models.Model):
    """The second person's word on a correction (append-only); from then on it counts, or never."""

    correction = models.OneToOneField(
        OfficialCorrection, on_delete=models.PROTECT, related_name="decision"
    )
    approved = models.BooleanField("承認")
    note = models.CharField("決裁の記事", max_length=200, blank=True)
    decided_by = models.ForeignKey(
        "staff.StaffMember", on_delete=models.PROTECT, related_name="+", verbose_name="決裁"
    )
    decided_at = models.DateTimeField("決裁日時")
    tax_before = models.BigIntegerField("訂正前の年税額", null=True)
    """Yen, as the documents came to when it was decided; none of whom the year's list has not."""
    tax_after = models.BigIntegerField("訂正後の年税額", null=True)

    class Meta:
        verbose_name = "職権訂正の決裁"

    def __str__(self) -> str:
        return f"{self.correction_id} {self.approved}"
