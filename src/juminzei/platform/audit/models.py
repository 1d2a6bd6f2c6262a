"""The record of acts, its signed checkpoints, and the keys that signed them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from juminzei.platform.audit.canonical_json import CanonicalJSONField
from juminzei.platform.audit.results import Result


class AuditRecord(models.Model):
    """One act, chained to the one before it by ``digest`` (append-only, own database).

    ``content`` is the text that ``digest`` covers together with ``previous_digest``; the
    columns repeat of it what is searched for. It names staff, and nobody else.
    """

    sequence = models.BigAutoField("通番", primary_key=True)
    """Given by the chain, not by the database."""
    outbox_id = models.BigIntegerField("送信元通番", unique=True)
    recorded_at = models.DateTimeField("記録日時", db_index=True)
    staff_number = models.CharField("職員番号", max_length=12)
    function = models.CharField("機能", max_length=60, blank=True)
    action = models.CharField("操作", max_length=80)
    subject_kind = models.CharField("対象種別", max_length=60, blank=True)
    subject_id = models.CharField("対象", max_length=40, blank=True)
    result = models.CharField("結果", max_length=12, choices=Result.choices, default=Result.DONE)
    content = models.TextField("内容")
    previous_digest = models.CharField("前の連鎖値", max_length=64)
    digest = models.CharField("連鎖値", max_length=64)

    class Meta:
        verbose_name = "操作記録"
        # First what is asked for, then the order of the page, then what may narrow it further:
        # what does not match is passed over without reading the record.
        indexes: ClassVar = [
            models.Index(fields=["subject_id", "recorded_at"], name="audit_by_subject"),
            models.Index(
                fields=["staff_number", "recorded_at", "action", "function", "result"],
                name="audit_by_staff",
            ),
            models.Index(
                fields=["function", "recorded_at", "staff_number", "result"],
                name="audit_by_function",
            ),
            models.Index(
                fields=["action", "recorded_at", "staff_number", "result"], name="audit_by_action"
            ),
            models.Index(
                fields=["result", "recorded_at", "staff_number", "function", "action"],
                name="audit_by_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"


class SigningKey(models.Model):
    """The public part of a key that signs checkpoints (append-only).

    A key signs from checkpoint ``from_number`` on, through the one before the next key's.
    ``signature`` is by the key before it, so that whoever trusts the first trusts all.
    """

    key_id = models.CharField("鍵ID", max_length=16, unique=True)
    public_key = models.CharField("公開鍵", max_length=64)
    from_number = models.BigIntegerField("最初の検証点")
    made_at = models.DateTimeField("作成日時")
    previous_key_id = models.CharField("前の鍵ID", max_length=16, blank=True)
    signature = models.CharField("署名", max_length=128)

    class Meta:
        verbose_name = "検証点の署名鍵"

    def __str__(self) -> str:
        return self.key_id


class Checkpoint(models.Model):
    """A signed statement of what the record was at one moment (append-only).

    ``frontier`` are the roots of the whole subtrees, largest first, from which the next
    checkpoint goes on without reading the past again; nobody has to trust it.
    """

    number = models.BigAutoField("検証点番号", primary_key=True)
    tree_size = models.BigIntegerField("記録件数")
    root = models.CharField("木の根", max_length=64)
    chain_head = models.CharField("最後の連鎖値", max_length=64)
    made_at = models.DateTimeField("作成日時")
    key_id = models.CharField("鍵ID", max_length=16)
    signature = models.CharField("署名", max_length=128)
    frontier = CanonicalJSONField("部分木の根", default=list)

    class Meta:
        verbose_name = "操作記録の検証点"

    def __str__(self) -> str:
        return f"{self.number} {self.tree_size}"


class CheckpointCopy(models.Model):
    """That a checkpoint, and all before it, lie in the second place (append-only)."""

    number = models.BigIntegerField("検証点番号")
    copied_at = models.DateTimeField("保存日時")

    class Meta:
        verbose_name = "検証点の写し"

    def __str__(self) -> str:
        return str(self.number)


class Archive(models.Model):
    """A closed stretch of the record that was written into a folder (append-only).

    It ends with a checkpoint, so that what comes after can be verified without it.
    """

    number = models.BigAutoField("書庫番号", primary_key=True)
    first = models.BigIntegerField("最初の通番")
    last = models.BigIntegerField("最後の通番")
    checkpoint = models.BigIntegerField("最後の検証点")
    last_at = models.DateTimeField("最後の記録日時")
    manifest = models.CharField("目録の SHA-256", max_length=64)
    made_at = models.DateTimeField("作成日時")
    staff_number = models.CharField("作成者", max_length=12)

    class Meta:
        verbose_name = "操作記録の書庫"

    def __str__(self) -> str:
        return str(self.number)


class Step(models.TextChoices):
    """What somebody did about removing what an archive holds from the database."""

    ASKED = "asked", "申請"
    REFUSED = "refused", "却下"
    AGREED = "agreed", "承認"
    REMOVED = "removed", "消去済"


class ArchiveStep(models.Model):
    """One step towards the removal of an archive's records (append-only)."""

    archive = models.ForeignKey(Archive, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("段階", max_length=8, choices=Step)
    at = models.DateTimeField("日時")
    staff_number = models.CharField("職員番号", max_length=12)

    class Meta:
        verbose_name = "操作記録の消去の経過"

    def __str__(self) -> str:
        return f"{self.archive_id} {self.step}"
