"""Ties that two different people decide about (二人の決定)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from juminzei.apps.unified.models.cases import NumberingCase
from juminzei.apps.unified.models.links import LinkReason, LocalAddressee
from juminzei.apps.unified.models.person import UnifiedPerson


class ProposalAct(models.TextChoices):
    """What is to be done with a local addressee."""

    LINK = "link", "この統合宛名に紐付ける"
    NEW = "new", "新しい番号を付ける"
    UNLINK = "unlink", "紐付けを解除する"
    KEEP = "keep", "今のままとする"


class LinkProposal(models.Model):
    """What one member of staff asks for (append-only)."""

    local = models.ForeignKey(LocalAddressee, on_delete=models.PROTECT, related_name="proposals")
    act = models.CharField("内容", max_length=10, choices=ProposalAct)
    person_before = models.ForeignKey(
        UnifiedPerson, on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(UnifiedPerson, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(
        NumberingCase, on_delete=models.PROTECT, null=True, related_name="proposals"
    )
    reason = models.CharField("事由", max_length=20, choices=LinkReason)
    asked_by = models.CharField("申請者", max_length=12)
    asked_name = models.CharField("申請者の氏名", max_length=60)
    asked_at = models.DateTimeField("申請日時")

    class Meta:
        verbose_name = "紐付けの申請"

    def __str__(self) -> str:
        return f"{self.local_id} {self.act}"


class ProposalDecision(models.Model):
    """What another one decided (append-only); the database refuses one person twice."""

    proposal = models.OneToOneField(LinkProposal, on_delete=models.PROTECT, related_name="decision")
    agreed = models.BooleanField("承認")
    asked_by = models.CharField("申請者", max_length=12)
    decided_by = models.CharField("決定者", max_length=12)
    decided_name = models.CharField("決定者の氏名", max_length=60)
    decided_at = models.DateTimeField("決定日時")

    class Meta:
        verbose_name = "紐付けの決定"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")), name="two_people_decide_a_link"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.agreed}"
