"""A job shared by several processes: this one, and copies of it that end when it ends."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from typing import TYPE_CHECKING

from django.db import connections

from juminzei.platform.jobs.leases import this_worker
from juminzei.platform.jobs.models import Chunk, Job, JobState
from juminzei.platform.jobs.working import ChunkFailedError, work_prepared

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from multiprocessing.process import BaseProcess

    from juminzei.platform.jobs.progress import Progress
    from juminzei.platform.jobs.working import Handler

WHEN_THE_PARENT_DIES = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
FAILED, NOT_WANTED = 1, 3
"""With what a copy ends that could not do a chunk, or is nobody's any more."""


def work_shared(
    job: Job,
    prepare: Callable[[Chunk], Handler],
    *,
    workers: int,
    clock: Callable[[], datetime],
    lease_s: int,
) -> None:
    """Do a job's chunks with several processes, and write them in their order.

    The copies begin with all that this process has read. Inside a transaction, whose rows no
    other process could see, and for a single chunk there are none.

    Args:
        job: From :func:`juminzei.platform.jobs.opening.open_job`.
        prepare: Reads and calculates; returns the handler that only writes.
        workers: How many processes, this one included.
        clock: Asked for the time of leases and completions.
        lease_s: Seconds after which others may take a chunk from a worker.

    Raises:
        ChunkFailedError: A chunk could not be done, or somebody stopped the job; what is done
            stays done.
    """

    def do(still_wanted: Callable[[Progress], None] | None = None) -> None:
        work_prepared(
            job,
            prepare,
            worker=this_worker(),
            clock=clock,
            lease_s=lease_s,
            on_chunk=still_wanted,
            in_order=True,
        )

    left = Chunk.objects.filter(job=job, done=False).count()
    copies = _copies(min(workers, left) - 1, do)
    try:
        do()
    except BaseException:
        for copy in copies:
            copy.kill()
        raise
    finally:
        for copy in copies:
            copy.join()
    job.refresh_from_db()
    if job.state == JobState.FAILED:  # in a copy: once more, so that the cause is known here
        Job.objects.filter(pk=job.pk).update(state=JobState.WAITING, error="")
        do()
    if job.state != JobState.DONE:
        raise ChunkFailedError("処理が停止されました。もう一度始めると、続きをします。")


def _copies(count: int, do: Callable[[Callable[[Progress], None]], None]) -> list[BaseProcess]:
    """Start copies of this process that work too."""
    if count < 1 or any(one.in_atomic_block for one in connections.all()):
        return []
    connections.close_all()  # a copy must not have a connection that another process has too
    fork = multiprocessing.get_context("fork")
    copies: list[BaseProcess] = [
        fork.Process(target=_copy, args=(os.getpid(), do), daemon=True) for _ in range(count)
    ]
    for copy in copies:
        copy.start()
    return copies


def _copy(parent: int, do: Callable[[Callable[[Progress], None]], None]) -> None:
    """Work until no chunk is left, or the process that was copied is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(WHEN_THE_PARENT_DIES, signal.SIGKILL)

    def still_wanted(_progress: Progress | None = None) -> None:
        if os.getppid() != parent:
            sys.exit(NOT_WANTED)

    still_wanted()
    try:
        do(still_wanted)
    except ChunkFailedError:  # the process that was copied tries it too, and tells
        sys.exit(FAILED)
