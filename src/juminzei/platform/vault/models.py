"""Individual Numbers (個人番号), encrypted, in the vault's own database."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SealedNumber(models.Model):
    """One number of one subject, readable only with the vault's key.

    The ciphertext is bound to its place (tenant, subject kind, subject, field), so
    that moving it to another row makes it unreadable. ``blind_index`` is a keyed
    hash: equal for equal numbers, and useless without the key.
    """

    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    key_id = models.CharField(max_length=16)
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()
    blind_index = models.BinaryField()

    class Meta:
        verbose_name = "封緘された番号"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_kind", "field", "subject_id"], name="one_number_per_place"
            )
        ]
        # All four, or SQLite prefers the constraint above, in whose order it need not sort,
        # and reads every number of the kind to find one.
        indexes: ClassVar = [
            models.Index(fields=["blind_index", "subject_kind", "field", "subject_id"])
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id}:{self.field}"
