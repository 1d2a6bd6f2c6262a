"""What was arranged about a person's letters: where they go, who takes them, that none go out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.staff.models import StaffMember


class Kind(models.TextChoices):
    """What is arranged. Which goes before which is said by ``precedence.toml``."""

    SENDING_STOP = "sending_stop", "発送停止"
    HEIR_REPRESENTATIVE = "heir_representative", "相続人代表者"
    ADULT_GUARDIAN = "adult_guardian", "成年後見人"
    TAX_AGENT = "tax_agent", "納税管理人"
    JOINT_REPRESENTATIVE = "joint_representative", "共有代表者"
    SENDING_ADDRESS = "sending_address", "送付先"


class StopCause(models.TextChoices):
    """Why nothing is sent; these words may stand in lists of what was not printed."""

    UNDELIVERABLE = "undeliverable", "返戻があり所在が不明"
    CHECKING = "checking", "送付先を確認中"
    HEIRS_UNKNOWN = "heirs_unknown", "相続人を調査中"
    HANDED_OVER = "handed_over", "窓口で交付"
    OTHER = "other", "その他"


class Arrangement(models.Model):
    """One version of one entry about a person's letters (append-only).

    ``entry`` counts a person's entries and ``version`` the versions of one; a version
    repeats every column and the newest counts, so that an entry is ended by a version
    with a last day. ``sequence`` counts all rows of a person: two clerks who write about
    the same person at once get the same one, and the database refuses the second.
    """

    addressee = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, related_name="arrangements"
    )
    sequence = models.IntegerField("通番")
    entry = models.IntegerField("登録番号")
    version = models.IntegerField("履歴番号")
    kind = models.CharField("種別", max_length=24, choices=Kind)
    tax = models.CharField("税目", max_length=12)
    """A key of ``taxes.toml``."""
    valid_from = models.DateField("開始日")
    valid_until = models.DateField("終了日", null=True)
    connected = models.ForeignKey(
        "addressees.Addressee", on_delete=models.PROTECT, null=True, related_name="represents"
    )
    """Who represents the person."""
    designated = models.BooleanField("市が指定", default=False)
    """The city named the representative because nobody was declared (地方税法9条の2第2項)."""
    share_numerator = models.IntegerField("持分（分子）", null=True)
    share_denominator = models.IntegerField("持分（分母）", null=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    country = models.CharField("国名", max_length=40, blank=True)
    address = models.CharField("住所", max_length=200, blank=True)
    building = models.CharField("方書", max_length=100, blank=True)
    care_of = models.CharField("様方", max_length=60, blank=True)
    cause = models.CharField("停止の事由", max_length=16, blank=True, choices=StopCause)
    reason = models.CharField("理由", max_length=200)
    evidence = models.CharField("根拠資料", max_length=200)
    recorded_at = models.DateTimeField("登録日時")
    recorded_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "送付先・代理人"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["addressee", "sequence"], name="arranged_in_turn"),
            models.UniqueConstraint(
                fields=["addressee", "entry", "version"], name="arrangement_versioned_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["connected"], name="arranged_with")]

    def __str__(self) -> str:
        return f"{self.pk}"
