"""Addressees of whom nobody but people can say who they are (未解決の依頼)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.unified.models.links import LocalAddressee


class CaseKind(models.TextChoices):
    """Why a machine must not decide."""

    DUPLICATE = "duplicate", "同じ業務に同じ個人番号の宛名がある"
    TWO_PERSONS = "two_persons", "同じ個人番号が別の統合宛名にある"
    DISAGREES = "disagrees", "個人番号は同じで、基本情報が違う"
    ALIKE = "alike", "基本情報の似た人がいる"
    NUMBER_CHANGED = "number_changed", "前と違う個人番号が届いた"
    TAKEN_OFF = "taken_off", "解除した宛名の再依頼"


class NumberingCase(models.Model):
    """One such addressee, until two people decided; what was told of it is kept to compare.

    Only ``closed_at`` changes, once (append-only otherwise).
    """

    local = models.ForeignKey(LocalAddressee, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField("理由", max_length=20, choices=CaseKind)
    candidates = models.JSONField("候補の統合宛名番号", default=list)
    opened_at = models.DateTimeField("受付日時")
    closed_at = models.DateTimeField("解決日時", null=True)
    name = models.CharField("氏名", max_length=120)
    kana = models.CharField("フリガナ", max_length=120)
    birth_on = models.DateField("生年月日", null=True)
    sex = models.CharField("性別", max_length=1, blank=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("住所", max_length=200)

    class Meta:
        verbose_name = "未解決の依頼"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["local"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_case_a_local",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["closed_at", "opened_at"], name="case_open")]

    def __str__(self) -> str:
        return f"{self.local_id} {self.kind}"
