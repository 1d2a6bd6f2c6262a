"""Other systems' word that they no longer answer about a person by themselves, or do again."""

from __future__ import annotations

from django.db import models


class FlagReflection(models.Model):
    """A system confirmed that it took over a person's flag (append-only)."""

    addressee = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, related_name="+"
    )
    system = models.CharField("接続先", max_length=40)
    may_answer = models.BooleanField("自動応答の可否")
    reflected_at = models.DateTimeField("反映日時")

    class Meta:
        verbose_name = "自動応答不可フラグの反映"

    def __str__(self) -> str:
        return f"{self.pk}"
