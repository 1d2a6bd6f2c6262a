"""Protected persons (支援措置対象者)."""

from __future__ import annotations

from django.db import models

from juminzei.apps.addressees.models.addressee import Addressee


class ProtectedPerson(models.Model):
    """A person whose address must not be shown from one day through another."""

    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="protections")
    valid_from = models.DateField("開始日")
    valid_until = models.DateField("終了日", null=True)
    recorded_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "支援措置"

    def __str__(self) -> str:
        return f"{self.addressee_id}"
