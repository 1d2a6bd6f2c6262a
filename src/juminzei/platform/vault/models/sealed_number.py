"""Individual Numbers (個人番号), encrypted, in the vault's own database."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.vault.models.keys import DataKey


class SealedNumber(models.Model):
    """One number of one subject, readable only with the vault's key.

    The ciphertext is bound to its place (tenant, subject kind, subject, field), so
    that moving it to another row makes it unreadable. ``blind_index`` is a keyed
    hash: equal for equal numbers, and useless without the key. The database refuses to
    drop a key that still opens a row.
    """

    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, db_index=False, related_name="+")
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
