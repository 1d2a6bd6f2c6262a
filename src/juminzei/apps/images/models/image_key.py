"""The keys that seal images, each wrapped by a key that lies outside the database."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ImageKey(models.Model):
    """A data key; one is primary and seals, all of them open."""

    id = models.CharField("鍵の識別子", max_length=16, primary_key=True)
    primary = models.BooleanField("主鍵")
    wrapped_by = models.CharField("包む鍵", max_length=16)
    wrapped = models.BinaryField("包まれた鍵")
    made_at = models.DateTimeField("作成日時")

    class Meta:
        verbose_name = "画像の鍵"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["primary"], condition=models.Q(primary=True), name="one_primary_image_key"
            )
        ]

    def __str__(self) -> str:
        return self.id
