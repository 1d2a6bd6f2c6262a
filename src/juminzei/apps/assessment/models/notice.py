"""Notices (通知書) that were printed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.assessment.models.ledger import AssessmentVersion
from juminzei.apps.assessment.models.run import AssessmentRun


class NoticeKind(models.TextChoices):
    """Which form."""

    ORDINARY = "ordinary", "納税通知書"
    SPECIAL = "special", "特別徴収税額決定通知書"


class NoticeFile(models.Model):
    """One printed file of at most 1,000 pages, with what it holds.

    ``by_hand`` marks a file whose notices a person looks at before they are posted.
    ``source_digest`` is of everything the file was drawn from: as long as it is the
    same, printing again would give the same bytes and is left out.
    """

    run = models.ForeignKey(AssessmentRun, on_delete=models.PROTECT, related_name="notice_files")
    kind = models.CharField("種類", max_length=10, choices=NoticeKind)
    number = models.IntegerField("番号")
    name = models.CharField("ファイル名", max_length=80)
    pages = models.IntegerField("ページ数")
    notices = models.IntegerField("通数")
    amount = models.BigIntegerField("税額の合計")
    by_hand = models.BooleanField("手作業で発送", default=False)
    draft = models.BooleanField("見本", default=False)
    """Printed before the run was fixed, with 「見本・未確定」 across every page."""
    digest = models.CharField("SHA-256", max_length=64)
    source_digest = models.CharField("元データの SHA-256", max_length=64)
    printed_at = models.DateTimeField("作成日時")

    class Meta:
        verbose_name = "通知書ファイル"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "kind", "number"], name="file_numbered_once")
        ]

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """One notice to one person (or one employer's list), and where in which file it stands."""

    file = models.ForeignKey(NoticeFile, on_delete=models.CASCADE, related_name="contents")
    number = models.CharField("通知書番号", max_length=13)
    """The addressee number; of a collector's list its 指定番号, or else its 法人番号."""
    version = models.ForeignKey(AssessmentVersion, on_delete=models.PROTECT, null=True)
    first_page = models.IntegerField("先頭ページ")
    pages = models.IntegerField("ページ数")

    class Meta:
        verbose_name = "通知書"
        indexes: ClassVar = [models.Index(fields=["number"])]

    def __str__(self) -> str:
        return self.number
