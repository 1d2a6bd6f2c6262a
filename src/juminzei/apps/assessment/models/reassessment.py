"""Changing a tax that is fixed (更正・決定): what one proposes and another decides."""

from __future__ import annotations

from django.db import models

from juminzei.apps.assessment.models.ledger import AssessmentVersion
from juminzei.apps.assessment.models.run import AssessmentRun
from juminzei.platform.staff.models.decided import Asked, Decided


class ReassessmentGround(models.TextChoices):
    """Why a tax that is fixed is changed; each has its limit in ``reassessment_limits.toml``."""

    CORRECTION = "correction", "資料の誤り（職権訂正を含む）"
    LATE_DOCUMENT = "late_document", "新たに届いた資料・変わった資料"
    INCOME_TAX = "income_tax", "所得税の更正・決定・期限後申告・修正申告"
    RULING = "ruling", "裁決・決定・判決"
    DECEIT = "deceit", "偽りその他不正の行為"


class Reassessment(Asked):
    """Somebody proposes that one person's tax of a fixed year be changed (append-only).

    The new tax is what the documents come to; ``digest`` is of all that it was proposed for,
    so that nothing else is decided than what was seen.
    """

    run = models.ForeignKey(AssessmentRun, on_delete=models.PROTECT, related_name="reassessments")
    tax_year = models.IntegerField("年度", db_index=True)
    addressee = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT)
    former = models.ForeignKey(
        AssessmentVersion, on_delete=models.PROTECT, related_name="reassessments", null=True
    )
    """What counts until it is decided; none of somebody of whom the ledger says nothing (決定)."""
    ground = models.CharField("事由", max_length=16, choices=ReassessmentGround)
    event_on = models.DateField("事由の日", null=True)
    """When the tax office or a court decided, where the time limit goes by that."""
    reason = models.CharField("理由", max_length=200)
    last_day = models.DateField("期間制限の最終日")
    total_before = models.BigIntegerField("更正前の年税額")
    total_after = models.BigIntegerField("更正後の年税額")
    digest = models.CharField("内容の SHA-256", max_length=64)

    class Meta:
        verbose_name = "更正"

    def __str__(self) -> str:
        return f"{self.tax_year} {self.pk}"


class ReassessmentDecision(Decided):
    """Another person's word on it (append-only); granted, a new version of the tax follows."""

    request = models.OneToOneField(Reassessment, on_delete=models.PROTECT, related_name="decision")
    note = models.CharField("決裁の記事", max_length=200, blank=True)
    version = models.OneToOneField(
        AssessmentVersion, on_delete=models.PROTECT, related_name="reassessed_by", null=True
    )

    class Meta:
        verbose_name = "更正の決裁"

    def __str__(self) -> str:
        return f"{self.request_id} {self.granted}"
