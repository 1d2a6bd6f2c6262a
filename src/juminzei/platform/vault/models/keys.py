"""The vault's data keys, each wrapped by a key that lies outside, and what became of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class KeyPurpose(models.TextChoices):
    """What a data key is for."""

    NUMBERS = "numbers", "番号の封緘"
    BLIND_INDEX = "blind_index", "番号の照合"


class DataKey(models.Model):
    """One data key, wrapped; of no use without the wrapping key. Destroying it removes the row."""

    id = models.CharField("識別子", max_length=16, primary_key=True)
    purpose = models.CharField("用途", max_length=12, choices=KeyPurpose)
    primary = models.BooleanField("主鍵", default=False)
    wrapped_by = models.CharField("包んだ鍵", max_length=16)
    wrapped = models.BinaryField("包まれた鍵")

    class Meta:
        verbose_name = "データ鍵"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["purpose"], condition=models.Q(primary=True), name="one_primary_key"
            )
        ]

    def __str__(self) -> str:
        return self.id


class KeyEvent(models.Model):
    """What was done with a key, when and by whom (append-only); it outlives the key."""

    key = models.CharField("鍵", max_length=16)
    act = models.CharField("行為", max_length=20)
    at = models.DateTimeField("日時")
    staff_number = models.CharField("職員番号", max_length=12)

    class Meta:
        verbose_name = "鍵の履歴"

    def __str__(self) -> str:
        return f"{self.key} {self.act}"
