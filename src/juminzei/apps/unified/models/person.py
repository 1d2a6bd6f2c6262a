"""People under their unified number (団体内統合宛名番号)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.base.numbers import unified_number


class SerialReservation(models.Model):
    """Serials of unified numbers set aside (append-only): a number is never given twice."""

    first = models.BigIntegerField("先頭の連番", unique=True)
    size = models.IntegerField("個数")
    purpose = models.CharField("用途", max_length=120)
    reserved_at = models.DateTimeField("予約日時")

    class Meta:
        verbose_name = "統合宛名番号の予約"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="some_serials_reserved")
        ]

    def __str__(self) -> str:
        return f"{self.first}+{self.size}"


class UnifiedPerson(models.Model):
    """One person across the systems; rows are never deleted.

    The key is the number itself. The other columns repeat the newest
    :class:`BasicVersion`, so that searches read one row.
    """

    number = models.BigIntegerField("団体内統合宛名番号", primary_key=True)
    numbered_at = models.DateTimeField("付番日時")
    version = models.IntegerField("履歴番号", default=1)
    source = models.CharField("情報の業務", max_length=20)
    source_version = models.IntegerField("業務の履歴番号", null=True)
    name = models.CharField("氏名", max_length=120)
    name_key = models.CharField("氏名検索キー", max_length=120, db_index=True)
    kana = models.CharField("フリガナ", max_length=120)
    kana_key = models.CharField("カナ検索キー", max_length=120, db_index=True)
    birth_on = models.DateField("生年月日", null=True)
    sex = models.CharField("性別", max_length=1, blank=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("住所", max_length=200)
    address_key = models.CharField("住所検索キー", max_length=200)

    class Meta:
        verbose_name = "統合宛名"
        indexes: ClassVar = [models.Index(fields=["birth_on", "kana_key"], name="unified_birth")]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_well_formed(self) -> bool:
        """Whether the number's check digit is right."""
        return unified_number.is_valid(self.number)


class BasicVersion(models.Model):
    """What a system said of a person, and when (append-only); the newest counts."""

    person = models.ForeignKey(UnifiedPerson, on_delete=models.PROTECT, related_name="versions")
    version = models.IntegerField("履歴番号")
    on = models.DateField("この日の情報")
    recorded_at = models.DateTimeField("登録日時")
    source = models.CharField("情報の業務", max_length=20)
    source_version = models.IntegerField("業務の履歴番号", null=True)
    name = models.CharField("氏名", max_length=120)
    kana = models.CharField("フリガナ", max_length=120)
    birth_on = models.DateField("生年月日", null=True)
    sex = models.CharField("性別", max_length=1, blank=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("住所", max_length=200)

    class Meta:
        verbose_name = "統合宛名の基本情報"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "version"], name="basic_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.version}"
