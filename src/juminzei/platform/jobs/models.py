"""Long work (処理) and its chunks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "待機"
    RUNNING = "running", "実行中"
    STOPPING = "stopping", "停止中"
    STOPPED = "stopped", "停止"
    DONE = "done", "完了"
    FAILED = "failed", "失敗"


class Job(models.Model):
    """One long piece of work; ``key`` makes starting it twice the same as once."""

    kind = models.CharField("種類", max_length=40)
    key = models.CharField("識別", max_length=120, unique=True)
    parameters = models.JSONField("条件", default=dict)
    state = models.CharField("状態", max_length=10, choices=JobState, default=JobState.WAITING)
    total = models.BigIntegerField("対象件数", default=0)
    started_at = models.DateTimeField("開始日時", null=True)
    finished_at = models.DateTimeField("終了日時", null=True)
    error = models.TextField("エラー", blank=True)

    class Meta:
        verbose_name = "処理"

    def __str__(self) -> str:
        return self.key


class Chunk(models.Model):
    """A part of a job that one worker does in one transaction.

    A worker holds a chunk until ``leased_until``; ``fencing_token`` grows with each
    lease, and a chunk can only be finished with the token of its latest lease.
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="chunks")
    number = models.IntegerField("番号")
    first = models.BigIntegerField("先頭")
    last = models.BigIntegerField("末尾")
    size = models.BigIntegerField("件数")
    done = models.BooleanField("完了", default=False)
    worker = models.CharField("実行者", max_length=80, blank=True)
    leased_until = models.DateTimeField("貸出期限", null=True)
    fencing_token = models.BigIntegerField("柵番号", default=0)
    finished_at = models.DateTimeField("完了日時", null=True)
    result = models.JSONField("結果", default=dict)

    class Meta:
        verbose_name = "処理単位"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "number"], name="chunk_numbered_once")
        ]
        indexes: ClassVar = [models.Index(fields=["job", "done", "number"])]

    def __str__(self) -> str:
        return f"{self.job_id}/{self.number}"
