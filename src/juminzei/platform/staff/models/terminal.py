"""The machines from which staff may work (端末)."""

from __future__ import annotations

from django.db import models

from juminzei.platform.staff.models.member import StaffMember


class TerminalClass(models.TextChoices):
    """What a terminal may be used for, by where it stands and what it can hand out."""

    ORDINARY = "ordinary", "一般"
    NO_MEDIA = "no_media", "媒体出力不可"
    SERVER_ROOM = "server_room", "サーバ室"


class Terminal(models.Model):
    """A registered machine: known by a key in its browser, or by its client certificate."""

    name = models.CharField("端末名", max_length=40, unique=True)
    place = models.CharField("設置場所", max_length=60)
    terminal_class = models.CharField("区分", max_length=12, choices=TerminalClass)
    key_digest = models.CharField("登録キーのSHA-256", max_length=64, default="", db_index=True)
    certificate_digest = models.CharField(
        "証明書のSHA-256", max_length=64, default="", db_index=True
    )
    """Of a machine that is known by its certificate; it has no key then."""
    requested_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("申請日時")
    approved_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField("承認日時", null=True, blank=True)
    revoked_at = models.DateTimeField("取消日時", null=True, blank=True)

    class Meta:
        verbose_name = "端末"

    def __str__(self) -> str:
        return self.name
