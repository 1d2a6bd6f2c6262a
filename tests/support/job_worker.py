"""A worker process for tests of jobs: one row an item, and a dot on its output for each.

``work CHUNKS SIZE`` works; ``step CHUNKS SIZE`` names each chunk that it has leased and
waits for a line before it writes; ``share CHUNKS SIZE`` works as three processes; so does
``hard CHUNKS SIZE``, where the copies can do nothing; ``check CHUNKS SIZE`` prints the job's
state, whether each item has one row, how many processes wrote rows that stayed, how many
chunks were leased more than once, and whether the rows are in the order of the items.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import django

django.setup()

from juminzei.platform.audit.outbox.models import OutgoingRecord  # noqa: E402 - after set-up
from juminzei.platform.clock import now  # noqa: E402 - the same
from juminzei.platform.jobs.services import (  # noqa: E402 - the same
    ChunkPlan,
    open_job,
    this_worker,
    work,
    work_prepared,
    work_shared,
)

if TYPE_CHECKING:
    from juminzei.platform.jobs.models import Chunk, Job
    from juminzei.platform.jobs.working import Handler


def opened(chunks: int, size: int) -> Job:
    """Return the test's job."""
    plans = [ChunkPlan(n * size, (n + 1) * size - 1, size) for n in range(chunks)]
    return open_job(kind="test", key="race", parameters={}, chunks=plans, at=now())


def write(chunk: Chunk) -> dict[str, object]:
    """Write one row an item."""
    for item in range(chunk.first, chunk.last + 1):
        OutgoingRecord.objects.create(
            recorded_at=now(),
            staff_number="x",
            staff_name=str(os.getpid()),
            action="row",
            subject_id=str(item),
        )
        sys.stdout.write(".")
        sys.stdout.flush()
    return {"sum": sum(range(chunk.first, chunk.last + 1))}


def at_a_word(chunk: Chunk) -> Handler:
    """Name the chunk, and wait."""
    sys.stdout.write(f"{chunk.number}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    return write


def at_home(home: int, seconds: float, chunk: Chunk) -> Handler:
    """Take a while to prepare, so that copies have time for some; only ``home`` is not hindered."""
    time.sleep(seconds)
    if home not in {0, os.getpid()}:
        raise ValueError("not here")
    del chunk
    return write


def report(job: Job, items: int) -> str:
    """Return what came of the job."""
    rows = OutgoingRecord.objects.values_list("subject_id", "staff_name")
    whole = sorted(int(item) for item, _ in rows) == list(range(items))
    ordered = [int(item) for item, _ in rows.order_by("pk")] == list(range(items))
    retried = job.chunks.filter(fencing_token__gt=1).count()
    return f"{job.state} {whole} {len({worker for _, worker in rows})} {retried} {ordered}"


def main(task: str, chunks: int, size: int) -> None:
    """Work, or check."""
    job = opened(chunks, size)
    if task == "check":
        sys.stdout.write(report(job, chunks * size))
        return
    if task in {"share", "hard"}:
        prepare = partial(at_home, os.getpid() if task == "hard" else 0, 0.05)
        work_shared(job, prepare, workers=3, clock=now, lease_s=60)
    elif task == "step":
        work_prepared(job, at_a_word, worker=this_worker(), clock=now)
    else:
        work(job, write, worker=this_worker(), clock=now)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
