"""What was proposed, and what the second person said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.merging.models.choices import Act, MergeReason, SeparationReason
from juminzei.platform.staff.models import StaffMember


class MergeProposal(models.Model):
    """To bring two numbers together, or to take them apart again (append-only).

    ``effect`` is what it did to every system when it was proposed, ``effect_digest`` its
    SHA-256. ``sides`` says of each document that came since the merge to which number it
    goes when they are taken apart.
    """

    act = models.CharField("行為", max_length=10, choices=Act)
    survivor = models.ForeignKey("addressees.Addressee", on_delete=models.PROTECT, related_name="+")
    merged_away = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, related_name="+"
    )
    merge = models.ForeignKey(
        "merging.Merge", on_delete=models.PROTECT, null=True, related_name="separation_proposals"
    )
    """What is to be undone, of a separation."""
    reason = models.CharField(
        "事由", max_length=16, choices=[*MergeReason.choices, *SeparationReason.choices]
    )
    note = models.CharField("確認した内容", max_length=200, blank=True)
    effect = models.JSONField("影響")
    effect_digest = models.CharField("影響の SHA-256", max_length=64)
    sides = models.JSONField("資料の帰属", default=dict)
    proposed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("申請日時")

    class Meta:
        verbose_name = "宛名の統合・分離の申請"
        indexes: ClassVar = [models.Index(fields=["proposed_at"], name="proposal_by_moment")]

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"


class ProposalDecision(models.Model):
    """The second person's answer to a proposal (append-only)."""

    proposal = models.OneToOneField(
        MergeProposal, on_delete=models.PROTECT, related_name="decision"
    )
    agreed = models.BooleanField("承認")
    note = models.CharField("決定の理由", max_length=200, blank=True)
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("決定日時")

    class Meta:
        verbose_name = "宛名の統合・分離の決定"

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.agreed}"
