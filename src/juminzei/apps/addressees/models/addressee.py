"""Addressees (宛名): who a document, a tax or a letter is for, as known today."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.addressees.models.written_facts import WrittenFacts


class AddresseeKind(models.TextChoices):
    """What kind of person an addressee is."""

    RESIDENT = "resident", "住民"
    NONREGISTERED = "nonregistered", "住登外者"
    CORPORATION = "corporation", "法人"
    JOINT = "joint", "共有"


BODIES = frozenset({AddresseeKind.CORPORATION, AddresseeKind.JOINT})
"""Kinds that are no human being: without birthday, household or tax on income."""

NUMBERED_HERE = frozenset({AddresseeKind.NONREGISTERED, *BODIES})
"""Kinds of whom no register tells us: we number them and correct what is written of them."""


class Addressee(models.Model):
    """One person or body under one number that is never given again.

    The primary key is the addressee number itself (宛名番号, ten digits, the last a
    check digit). The other columns are what the newest version says, repeated here
    so that lists and matching read one row; the history is :class:`AddresseeVersion`.
    """

    number = models.BigIntegerField("宛名番号", primary_key=True)
    kind = models.CharField("種別", max_length=14, choices=AddresseeKind)
    version = models.IntegerField("履歴番号", default=0)
    name = models.CharField("氏名", max_length=120)
    name_key = models.CharField("氏名検索キー", max_length=120, db_index=True)
    kana = models.CharField("フリガナ", max_length=120)
    kana_key = models.CharField("カナ検索キー", max_length=120, db_index=True)
    birth_on = models.DateField("生年月日", null=True)
    uncertain_birth = models.CharField("生年月日（不詳の表示）", max_length=40, blank=True)
    """As written, where ``birth_on`` is only the day to sort by; else blank."""
    sex = models.CharField("性別", max_length=1, blank=True)
    household_number = models.BigIntegerField("世帯番号", null=True, db_index=True)
    relationship = models.CharField("続柄", max_length=11, blank=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("住所", max_length=200)
    address_key = models.CharField("住所検索キー", max_length=200, db_index=True)
    resident = models.BooleanField("現住", default=False)
    resident_since = models.DateField("住民となった日", null=True)
    ceased_on = models.DateField("消除日", null=True)
    ceased_reason = models.CharField("消除事由", max_length=20, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="merged",
        verbose_name="統合先",
    )
    """Under which number this addressee goes on; it stays, is found, and says so."""

    class Meta:
        verbose_name = "宛名"
        indexes: ClassVar = [models.Index(fields=["birth_on", "kana_key"])]

    def __str__(self) -> str:
        return f"{self.number:010d}"


class AddresseeVersion(WrittenFacts):
    """Everything the register said of a person from ``true_from`` on (append-only).

    Two times: ``true_from`` is when it became so (異動日), ``recorded_at`` when we
    learned it. All columns are repeated in each version, newest ``version`` last.
    """

    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="versions")
    version = models.IntegerField("履歴番号")
    recorded_at = models.DateTimeField("処理日時")
    reason = models.CharField("異動事由", max_length=20)
    household_number = models.BigIntegerField("世帯番号", null=True)
    relationship = models.CharField("続柄コード", max_length=11, blank=True)
    nationality = models.CharField("国籍", max_length=40, blank=True)
    resident_since = models.DateField("住民となった日", null=True)
    ceased_on = models.DateField("消除日", null=True)
    ceased_reason = models.CharField("消除事由", max_length=20, blank=True)
    moved_from = models.CharField("前住所", max_length=200, blank=True)
    moved_to = models.CharField("転出先", max_length=200, blank=True)

    class Meta:
        verbose_name = "宛名履歴"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["addressee", "version"], name="version_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id}/{self.version}"
