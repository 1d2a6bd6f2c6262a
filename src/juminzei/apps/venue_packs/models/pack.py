"""Packs (持出): asked for, approved, written once, brought back or lost."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class PackState(models.TextChoices):
    """How far a pack has come."""

    ASKED = "asked", "承認待ち"
    REFUSED = "refused", "却下"
    APPROVED = "approved", "承認済み（未書出し）"
    OUT = "out", "持出中"
    BACK = "back", "返却済み（取込待ち）"
    MERGED = "merged", "取込済み"
    LOST = "lost", "紛失"
    REVOKED = "revoked", "無効"


OUT = (PackState.APPROVED, PackState.OUT, PackState.BACK)
"""A file of it is or may be about, or waits to be merged."""


class Selection(models.TextChoices):
    """How the people of a pack are chosen; nobody is by leaving something out."""

    RECIPIENTS = "recipients", "前年度に窓口で申告した人（町名で絞る）"
    NUMBERS = "numbers", "宛名番号の一覧"


class Pack(models.Model):
    """One pack for one venue; ``state`` is that of its newest step."""

    venue = models.BigIntegerField("会場の番号")
    venue_name = models.CharField("会場", max_length=40)
    tax_year = models.IntegerField("年度")
    first_day = models.DateField("初日")
    last_day = models.DateField("末日")
    due_on = models.DateField("返却期限")
    """Also the last day on which the pack opens."""
    selection = models.CharField("対象者の選び方", max_length=10, choices=Selection)
    town = models.CharField("町名", max_length=60, blank=True)
    staff_numbers = models.JSONField("使う職員")
    reason = models.CharField("目的", max_length=100)
    people = models.IntegerField("対象者数")
    relatives = models.IntegerField("世帯員数", default=0)
    state = models.CharField("状態", max_length=8, choices=PackState, db_index=True)
    asked_by = models.ForeignKey(
        StaffMember, verbose_name="申請者", on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("申請日時")
    public_key = models.TextField("持出の公開鍵", blank=True)
    secret_key = models.BinaryField("持出の秘密鍵（封印）", null=True)
    """Destroyed once the pack is merged, lost or revoked."""
    digest = models.CharField("ファイルの SHA-256", max_length=64, blank=True)
    brought = models.BinaryField("返却ファイル（封印）", null=True)
    brought_digest = models.CharField("返却の SHA-256", max_length=64, blank=True)
    brought_by = models.ForeignKey(
        StaffMember,
        verbose_name="返却の確認",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
    )
    records_taken = models.IntegerField("取り込んだ操作記録", default=0)

    class Meta:
        verbose_name = "会場への持出"

    def __str__(self) -> str:
        return str(self.pk)


class PackStep(models.Model):
    """What happened to a pack, when, by whom and why (append-only)."""

    pack = models.ForeignKey(
        Pack, verbose_name="持出", on_delete=models.PROTECT, related_name="steps"
    )
    state = models.CharField("状態", max_length=8, choices=PackState)
    reason = models.CharField("理由", max_length=100, blank=True)
    done_by = models.ForeignKey(
        StaffMember, verbose_name="操作者", on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "持出の経過"

    def __str__(self) -> str:
        return f"{self.pack_id} {self.state}"


class PackedPerson(models.Model):
    """Somebody whom a pack is about, and how the city stood towards them then (append-only)."""

    pack = models.ForeignKey(
        Pack, verbose_name="持出", on_delete=models.PROTECT, related_name="persons"
    )
    addressee = models.ForeignKey(
        "addressees.Addressee", verbose_name="宛名番号", on_delete=models.PROTECT, related_name="+"
    )
    relative = models.BooleanField("世帯員", default=False)
    """Lives with somebody of the pack: only who they are is in it."""
    stood = models.JSONField("持出のときの状態", default=dict)
    """By subject, a fingerprint: no figure is kept here twice."""

    class Meta:
        verbose_name = "持ち出した人"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pack", "addressee"], name="person_packed_once")
        ]

    def __str__(self) -> str:
        return f"{self.pack_id}/{self.addressee_id}"
