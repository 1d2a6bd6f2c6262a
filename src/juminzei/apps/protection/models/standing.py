"""How each case stands now: what lists and every question about an address read."""

from __future__ import annotations

from django.db import models

from juminzei.apps.protection.models.case import ProtectionCase


class CaseState(models.TextChoices):
    """How far a case has come."""

    WAITING = "waiting", "決定待ち"
    TEMPORARY = "temporary", "仮支援措置"
    ACTIVE = "active", "支援措置中"
    ENDED = "ended", "終了"
    TURNED_DOWN = "turned_down", "却下"


class CaseStanding(models.Model):
    """What the requests and decisions of a case come to; written with each of them.

    The addresses of its members are hidden from ``hidden_from`` through ``last_day``;
    without a ``last_day`` until somebody ends the protection, whatever ``valid_until``.
    """

    case = models.OneToOneField(
        ProtectionCase, on_delete=models.PROTECT, primary_key=True, related_name="standing"
    )
    state = models.CharField("状態", max_length=12, choices=CaseState.choices)
    valid_from = models.DateField("期間の初日")
    valid_until = models.DateField("期間の末日")
    hidden_from = models.DateField("非表示の初日", null=True)
    last_day = models.DateField("非表示の末日", null=True)
    confirm_by = models.DateField("仮支援措置の確認期限", null=True)
    changed_at = models.DateTimeField("変更日時")

    class Meta:
        verbose_name = "支援措置の状態"

    def __str__(self) -> str:
        return f"{self.case_id}"
