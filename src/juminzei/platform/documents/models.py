"""Files as they were received (受領ファイル); the bytes are not kept, their digest is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.documents.channel import Channel, Source


class ReceivedFile(models.Model):
    """One file, taken in once: its digest is unique, whatever its name.

    The content of tax documents holds Individual Numbers, so only what the systems
    take out of it is kept; ``counts`` says how many rows went where.
    """

    digest = models.CharField("SHA-256", max_length=64, unique=True)
    kind = models.CharField("種類", max_length=40)
    layout = models.CharField("様式", max_length=40, blank=True)
    name = models.CharField("ファイル名", max_length=120)
    channel = models.CharField("入手方法", max_length=12, choices=Channel, blank=True)
    source = models.CharField("入手元", max_length=13, choices=Source, blank=True)
    delivery = models.BigIntegerField("受領番号", null=True)
    """The entry of the delivery register under which it was taken in, if there is one."""
    part_of = models.ForeignKey(
        "self", verbose_name="回送", on_delete=models.PROTECT, null=True, related_name="parts"
    )
    """What stands for the lot of another city in which it came, if it did."""
    size_bytes = models.BigIntegerField("大きさ")
    received_at = models.DateTimeField("受領日時")
    received_by = models.ForeignKey("staff.StaffMember", on_delete=models.PROTECT)
    counts = models.JSONField("件数", default=dict)
    complete = models.BooleanField("取込完了", default=False)

    class Meta:
        verbose_name = "受領ファイル"
        indexes: ClassVar = [
            models.Index(fields=["received_at"], name="received_file_by_moment"),
            models.Index(
                fields=["received_at"],
                condition=models.Q(complete=False),
                name="received_file_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
