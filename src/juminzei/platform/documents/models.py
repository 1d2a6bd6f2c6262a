"""Files as they were received (受領ファイル); the bytes are not kept, their digest is."""

from __future__ import annotations

from django.db import models


class ReceivedFile(models.Model):
    """One file, taken in once: its digest is unique, whatever its name.

    The content of tax documents holds Individual Numbers, so only what the systems
    take out of it is kept; ``counts`` says how many rows went where.
    """

    digest = models.CharField("SHA-256", max_length=64, unique=True)
    kind = models.CharField("種類", max_length=40)
    layout = models.CharField("様式", max_length=40, blank=True)
    name = models.CharField("ファイル名", max_length=120)
    size_bytes = models.BigIntegerField("大きさ")
    received_at = models.DateTimeField("受領日時")
    received_by = models.ForeignKey("staff.StaffMember", on_delete=models.PROTECT)
    counts = models.JSONField("件数", default=dict)
    complete = models.BooleanField("取込完了", default=False)

    class Meta:
        verbose_name = "受領ファイル"

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
