"""Registering and correcting an addressee: one person proposes, another decides."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.addressees.models.addressee import Addressee, AddresseeKind, AddresseeVersion
from juminzei.apps.addressees.models.written_facts import BodyFacts, WrittenFacts
from juminzei.platform.staff.models import StaffMember


class Origin(models.TextChoices):
    """Where it is known from that somebody is to be registered or corrected."""

    DECLARATION = "declaration", "本人の申告・届出"
    TAX_DOCUMENT = "tax_document", "課税資料"
    OTHER_CITY = "other_city", "他の市区町村からの通知"
    SURVEY = "survey", "実地の調査"
    PROPERTY = "property", "固定資産・家屋敷の調査"
    CORPORATE_REGISTER = "corporate_register", "法人番号の公表情報・登記"
    OFFICIAL = "official", "職権"


class RegistrationProposal(WrittenFacts, BodyFacts):
    """An addressee as somebody would have it registered or corrected (append-only).

    ``subject`` is whom it corrects, with the version that the proposer saw; a new
    addressee has neither, and no number before a second person agrees.
    """

    token = models.UUIDField("画面の符号", unique=True)
    """Of the form: the same form sent twice is one proposal."""
    kind = models.CharField("種別", max_length=14, choices=AddresseeKind)
    subject = models.ForeignKey(
        Addressee, on_delete=models.PROTECT, null=True, related_name="correction_proposals"
    )
    seen_version = models.IntegerField("見た履歴番号", null=True)
    name_key = models.CharField("氏名検索キー", max_length=120)
    kana_key = models.CharField("カナ検索キー", max_length=120)
    members = models.JSONField("共有者", default=list)
    """Of a joint addressee: number, share and whether they represent the others."""
    origin = models.CharField("登録の端緒", max_length=20, choices=Origin)
    reason = models.CharField("事由", max_length=200)
    evidence = models.CharField("確認した資料", max_length=400)
    proposed_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("申請日時", db_index=True)

    class Meta:
        verbose_name = "宛名の登録・修正の申請"

    def __str__(self) -> str:
        return f"{self.pk}"


class DistinctCandidate(models.Model):
    """Why somebody alike is not the one to be registered, in the proposer's words (append-only)."""

    proposal = models.ForeignKey(
        RegistrationProposal, on_delete=models.PROTECT, related_name="distinct_from"
    )
    candidate = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="+")
    score = models.IntegerField("似ている度合い（千分率）")
    likeness = models.CharField("似ている点", max_length=200)
    reason = models.CharField("別人とした理由", max_length=200)

    class Meta:
        verbose_name = "別人とした候補"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "candidate"], name="told_apart_once")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.candidate_id}"


class RegistrationDecision(models.Model):
    """What the second person decided, and the version that came of it (append-only)."""

    proposal = models.OneToOneField(
        RegistrationProposal, on_delete=models.PROTECT, related_name="decision"
    )
    agreed = models.BooleanField("承認")
    reason = models.CharField("理由", max_length=200, blank=True)
    decided_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("決定日時")
    version = models.OneToOneField(
        AddresseeVersion, on_delete=models.PROTECT, null=True, related_name="registration"
    )

    class Meta:
        verbose_name = "宛名の登録・修正の決定"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(agreed=True, version__isnull=False)
                | models.Q(agreed=False, version__isnull=True),
                name="a_version_comes_of_consent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}"
