"""A worker: takes chunks, does each in one transaction, until there are none left."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.db import transaction

from juminzei.platform.jobs.leases import Lease, StaleLeaseError, finish, give_back, is_free, take
from juminzei.platform.jobs.models import Chunk, Job, JobState
from juminzei.platform.jobs.progress import Progress, progress

if TYPE_CHECKING:
    from datetime import datetime

Handler: TypeAlias = Callable[[Chunk], Mapping[str, object]]
"""Writes a chunk's rows and returns its result as JSON; called inside a transaction."""

LOOK_AGAIN_S = 0.01
"""How long to wait, in seconds, before looking whether another worker's chunk came free."""


class ChunkFailedError(Exception):
    """A chunk could not be done; it left nothing behind, and finished chunks stay."""


def work(
    job: Job,
    handler: Handler,
    *,
    worker: str,
    clock: Callable[[], datetime],
    lease_s: int = 60,
    on_chunk: Callable[[Progress], None] | None = None,
) -> None:
    """Do chunks of ``job`` until all are done, or the job is stopped or has failed.

    Args:
        job: From :func:`juminzei.platform.jobs.opening.open_job`.
        handler: Does one chunk. Its rows, the chunk's result and its completion commit
            together, or none of them.
        worker: From :func:`juminzei.platform.jobs.leases.this_worker`.
        clock: Asked for the time of leases and completions.
        lease_s: Seconds after which other workers may take a chunk from this one;
            longer than any chunk takes.
        on_chunk: Told of the progress after each chunk.

    Raises:
        ChunkFailedError: ``handler`` raised; the job has failed and says where.
    """
    work_prepared(
        job,
        lambda _chunk: handler,
        worker=worker,
        clock=clock,
        lease_s=lease_s,
        on_chunk=on_chunk,
    )


def work_prepared(
    job: Job,
    prepare: Callable[[Chunk], Handler],
    *,
    worker: str,
    clock: Callable[[], datetime],
    lease_s: int = 60,
    on_chunk: Callable[[Progress], None] | None = None,
    in_order: bool = False,
) -> None:
    """Do as :func:`work`, reading and calculating before the transaction begins.

    SQLite lets one transaction write at a time: what ``prepare`` does outside of it, two
    workers do at the same time.

    Args:
        job: As for :func:`work`.
        prepare: Reads and calculates; returns the handler that only writes.
        worker: As for :func:`work`.
        clock: As for :func:`work`.
        lease_s: As for :func:`work`.
        on_chunk: As for :func:`work`.
        in_order: Write no chunk before all earlier ones are done, so that what they come to
            does not depend on how many workers there are.

    Raises:
        ChunkFailedError: ``prepare`` or the handler raised.
    """
    hands = _Hands(job, prepare, worker, clock, lease_s, in_order)
    Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(state=JobState.RUNNING)
    while _running(job, clock()):
        lease = hands.take()
        if lease is None:
            time.sleep(LOOK_AGAIN_S)
            continue
        hands.do(lease)
        if on_chunk is not None:
            on_chunk(progress(job, clock()))


def _running(job: Job, at: datetime) -> bool:
    """Return whether there is more to do; settle the job's state if there is not."""
    job.refresh_from_db()
    if job.state not in {JobState.RUNNING, JobState.STOPPING}:
        return False
    left = Chunk.objects.filter(job=job, done=False).exists()
    if left and job.state == JobState.RUNNING:
        return True
    ended = JobState.STOPPED if left else JobState.DONE
    now = Job.objects.filter(pk=job.pk, state=job.state)
    now.update(state=ended, finished_at=None if left else at)
    job.refresh_from_db()
    return False


@dataclass(frozen=True, slots=True)
class _Hands:
    """One worker: which job, how a chunk is done, and who it is."""

    job: Job
    prepare: Callable[[Chunk], Handler]
    worker: str
    clock: Callable[[], datetime]
    lease_s: int
    in_order: bool

    def take(self, *, before: int | None = None) -> Lease | None:
        """Lease the next free chunk, of those before a number if one is given."""
        at = self.clock()
        return take(self.job, worker=self.worker, at=at, lease_s=self.lease_s, before=before)

    def do(self, lease: Lease) -> None:
        """Do a chunk: whole, or not at all.

        Raises:
            ChunkFailedError: It could not be done.
        """
        try:
            handler = self.prepare(lease.chunk)
            if self.in_order:
                self._await_turn(lease)
            with transaction.atomic():
                finish(lease, handler(lease.chunk), at=self.clock())
        except StaleLeaseError:
            return  # whoever took the chunk over finishes it
        except ChunkFailedError:  # an earlier chunk, taken over while this one waited
            give_back(lease)
            raise
        except Exception as error:
            if not give_back(lease):
                return  # the same: its rows may be in the way of ours, which must not fail the job
            chunk = lease.chunk
            text = f"処理単位 {chunk.number}（{chunk.first}〜{chunk.last}）で失敗しました: {error}"
            Job.objects.filter(pk=self.job.pk).update(state=JobState.FAILED, error=text)
            raise ChunkFailedError(text) from error

    def _await_turn(self, lease: Lease) -> None:
        """Wait until every earlier chunk is done; do those whose worker has died.

        Raises:
            StaleLeaseError: An earlier chunk failed; this one is free again.
            ChunkFailedError: One that was taken over failed.
        """
        earlier = Chunk.objects.filter(
            job=self.job, number__lt=lease.chunk.number, done=False
        ).order_by("number")
        while waited_for := list(earlier.all()):  # asked anew each time
            if Job.objects.filter(pk=self.job.pk, state=JobState.FAILED).exists():
                give_back(lease)
                raise StaleLeaseError(f"{lease.chunk}: an earlier chunk failed")
            at = self.clock()
            free = any(is_free(chunk, at) for chunk in waited_for)
            left = self.take(before=lease.chunk.number) if free else None
            if left is None:
                time.sleep(LOOK_AGAIN_S)
            else:
                self.do(left)
