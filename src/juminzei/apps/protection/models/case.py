"""An application for protection (支援措置申出) and whom it covers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class ProtectionKind(models.TextChoices):
    """What somebody is protected from."""

    DOMESTIC_VIOLENCE = "domestic_violence", "配偶者等からの暴力"
    STALKING = "stalking", "ストーカー行為等"
    CHILD_ABUSE = "child_abuse", "児童虐待"
    OTHER = "other", "その他これらに準ずるもの"


class ApplicantRole(models.TextChoices):
    """Who applies."""

    SELF = "self", "本人"
    REPRESENTATIVE = "representative", "法定代理人"
    OTHER = "other", "その他（職権を含む）"


class ConsultedBody(models.TextChoices):
    """Who was asked whether protection is needed."""

    POLICE = "police", "警察"
    SUPPORT_CENTRE = "support_centre", "配偶者暴力相談支援センター"
    CHILD_CENTRE = "child_centre", "児童相談所"
    OTHER_CITY = "other_city", "他の市区町村"
    COURT = "court", "裁判所（保護命令等の書面）"
    OTHER = "other", "その他"


class ProtectionCase(models.Model):
    """One application, as it was made (append-only).

    ``other_party`` must not be told anything (相手方); the name is enough where our
    register does not know them.
    """

    addressee = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("種別", max_length=20, choices=ProtectionKind.choices)
    applicant_role = models.CharField("申出者", max_length=16, choices=ApplicantRole.choices)
    applicant_name = models.CharField("申出者の氏名", max_length=120, blank=True)
    other_party_name = models.CharField("相手方の氏名", max_length=120, blank=True)
    other_party = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, related_name="+", null=True
    )
    consulted_body = models.CharField(
        "相談機関", max_length=16, choices=ConsultedBody.choices, blank=True
    )
    opinion = models.CharField("相談機関の意見", max_length=400, blank=True)
    registered_at = models.DateTimeField("登録日時")
    registered_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "支援措置の申出"

    def __str__(self) -> str:
        return f"{self.pk}"


class CaseMember(models.Model):
    """A person whom a case covers: who applied, and those protected together (append-only)."""

    case = models.ForeignKey(ProtectionCase, on_delete=models.PROTECT, related_name="members")
    addressee = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, related_name="+"
    )
    joint = models.BooleanField("併せて支援を求める者")

    class Meta:
        verbose_name = "支援措置の対象者"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "addressee"], name="covered_once_by_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
