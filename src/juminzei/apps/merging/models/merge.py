"""Merges and separations: the record from which every state since can be told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.merging.models.proposal import MergeProposal
from juminzei.platform.staff.models import StaffMember


class Merge(models.Model):
    """From ``decided_at`` on, ``survivor`` stands for ``merged_away`` (append-only).

    It holds until a :class:`Separation` undoes it. The addressee's own pointer repeats what
    the merges in force say.
    """

    proposal = models.OneToOneField(MergeProposal, on_delete=models.PROTECT, related_name="made")
    survivor = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT, related_name="+")
    merged_away = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, related_name="+"
    )
    effect = models.JSONField("影響")
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("統合日時")

    class Meta:
        verbose_name = "宛名の統合"
        indexes: ClassVar = [models.Index(fields=["decided_at"], name="merge_by_moment")]

    def __str__(self) -> str:
        return f"{self.merged_away_id}>{self.survivor_id}"


class Separation(models.Model):
    """The end of one merge (append-only); ``moved`` are the documents that went with the number."""

    merge = models.OneToOneField(Merge, on_delete=models.PROTECT, related_name="separation")
    proposal = models.OneToOneField(
        MergeProposal, on_delete=models.PROTECT, related_name="separated"
    )
    effect = models.JSONField("影響")
    moved = models.JSONField("移した資料", default=list)
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("分離日時")

    class Meta:
        verbose_name = "宛名の分離"

    def __str__(self) -> str:
        return f"{self.merge_id}"
