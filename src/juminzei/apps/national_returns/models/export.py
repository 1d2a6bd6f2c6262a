"""Files of returns with chosen columns: who asked for one unmasked, and who allowed it."""

from __future__ import annotations

from django.db import models

from juminzei.platform.staff.models import Asked, Decided


class ExportRequest(Asked):
    """A file that shows people (append-only)."""

    tax_year = models.IntegerField("年度")
    form = models.CharField("様式", max_length=10)
    columns = models.JSONField("列")
    purpose = models.CharField("目的", max_length=200)

    class Meta:
        verbose_name = "申告データの出力の申請"

    def __str__(self) -> str:
        return str(self.pk)


class ExportDecision(Decided):
    """What another person decided about it (append-only)."""

    request = models.OneToOneField(
        ExportRequest, verbose_name="申請", on_delete=models.PROTECT, related_name="decision"
    )

    class Meta:
        verbose_name = "申告データの出力の決定"

    def __str__(self) -> str:
        return str(self.request_id)
