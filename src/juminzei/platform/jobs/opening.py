"""Opening a job, or the same job again, and asking it to stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.jobs.models import Chunk, Job, JobState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ChunkPlan:
    """A part of the work: from key ``first`` through key ``last``, ``size`` items."""

    first: int
    last: int
    size: int


class DifferentJobError(Exception):
    """A job of this key exists, and is another one; nothing was changed."""


@transaction.atomic
def open_job(
    *,
    kind: str,
    key: str,
    parameters: Mapping[str, object],
    chunks: Sequence[ChunkPlan],
    at: datetime,
) -> Job:
    """Open a job ready for workers; one that was stopped or failed goes on where it was.

    Args:
        kind: What work it is, such as ``"assessment"``.
        key: The job's identity; opening the same key twice gives the same job.
        parameters: What the work depends on, as JSON.
        chunks: The parts, in order; looked at only the first time.
        at: When.

    Raises:
        DifferentJobError: The key belongs to a job of another kind or other parameters.
    """
    job, new = Job.objects.select_for_update().get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "parameters": dict(parameters),
            "total": sum(chunk.size for chunk in chunks),
            "started_at": at,
        },
    )
    if new:
        Chunk.objects.bulk_create(
            Chunk(job=job, number=number, first=plan.first, last=plan.last, size=plan.size)
            for number, plan in enumerate(chunks, start=1)
        )
        return job
    if (job.kind, job.parameters) != (kind, dict(parameters)):
        raise DifferentJobError(
            f"処理「{key}」は別の条件で登録されています。条件を戻すか、新しい処理として始めてください。"
        )
    if job.state in {JobState.STOPPING, JobState.STOPPED, JobState.FAILED}:
        job.state, job.error, job.started_at = JobState.WAITING, "", at
        job.save(update_fields=["state", "error", "started_at"])
    return job


def request_stop(job: Job) -> None:
    """Ask the workers of ``job`` to stop after the chunks in hand; those stay done."""
    going = Job.objects.filter(pk=job.pk, state__in=[JobState.WAITING, JobState.RUNNING])
    going.update(state=JobState.STOPPING)
