"""People whom we number ourselves because no resident register does (住登外者)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.apps.addressees.models.addressee import Addressee


class NumberReservation(models.Model):
    """Addressee numbers set aside for one file (append-only), committed before all else.

    A number once set aside is never set aside for another file, even when the import
    came to nothing: the vault may already hold somebody's Individual Number under it.
    The same file gets the same numbers again.
    """

    file_digest = models.CharField("ファイルの SHA-256", max_length=64, unique=True)
    first_body = models.BigIntegerField("先頭番号（検査数字なし）", unique=True)
    size = models.IntegerField("個数")

    class Meta:
        verbose_name = "宛名番号の予約"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="something_is_reserved")
        ]

    def __str__(self) -> str:
        return f"{self.first_body}+{self.size}"


class Ground(models.TextChoices):
    """Why somebody who is not in our register is taxed here (地方税法294条)."""

    HOUSE = "house", "家屋敷"
    OFFICE = "office", "事務所・事業所"
    LIVES_HERE = "lives_here", "居住（294条3項）"


class LocalPremises(models.Model):
    """A house, an office or a dwelling in the city of a person not in our register.

    ``reference`` is the sender's own key of the person: the same key in a later file is
    the same person.
    """

    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="premises")
    reference = models.CharField("整理番号", max_length=40, db_index=True)
    ground = models.CharField("区分", max_length=10, choices=Ground)
    address = models.CharField("所在地", max_length=200)
    since = models.DateField("開始日", null=True)
    until = models.DateField("終了日", null=True)
    recorded_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "市内の家屋敷・事務所・居所"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["addressee", "ground", "address"], name="premises_entered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id}"
