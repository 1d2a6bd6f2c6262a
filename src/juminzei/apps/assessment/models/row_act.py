"""What was done about rows that could not be taken, all of it kept."""

from __future__ import annotations

from django.db import models

from juminzei.apps.assessment.models.document import QuarantinedRow, TaxDocument


class RowActKind(models.TextChoices):
    """How a row that could not be taken stopped waiting."""

    RETAKEN = "retaken", "直して取込"
    KNOWN = "known", "取込済みの資料と同じ"
    NOT_NEEDED = "not_needed", "取込不要"


class RowAct(models.Model):
    """One act about one row (append-only).

    Which cells were corrected is kept by their columns; what stood there before is in the
    row, what stands there now in the document.
    """

    row = models.ForeignKey(QuarantinedRow, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField("処理", max_length=10, choices=RowActKind)
    columns = models.JSONField("直した項目", default=list)
    document = models.ForeignKey(TaxDocument, on_delete=models.PROTECT, null=True)
    reason = models.CharField("理由", max_length=200)
    decided_by = models.ForeignKey("staff.StaffMember", on_delete=models.PROTECT)
    decided_at = models.DateTimeField("処理日時")

    class Meta:
        verbose_name = "取込保留行の処理"

    def __str__(self) -> str:
        return f"{self.row_id}:{self.kind}"
