"""Who works on which chunk: leases with fencing tokens.

A worker that is paused, or whose lease ran out, may wake up and believe that the chunk is
still its own. The token of the newest lease decides: a chunk is finished only with it.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from juminzei.platform.jobs.models import Chunk, Job

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class StaleLeaseError(Exception):
    """Another worker holds this chunk by now; what this one did is rolled back."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A chunk in one worker's hands."""

    chunk: Chunk
    token: int


def this_worker() -> str:
    """Return a name for this process that no other process, living or dead, has.

    A lease whose holder is known to be dead need not run out first.
    """
    return process_name(os.getpid())


def process_name(pid: int) -> str:
    """Return the name of a process of this machine: host, number, and when it began."""
    return f"{_host()}/{pid}/{_start_of(pid)}"


def take(
    job: Job, *, worker: str, at: datetime, lease_s: int, before: int | None = None
) -> Lease | None:
    """Lease the next chunk that nobody works on, or return ``None`` if there is none now.

    Args:
        job: Whose chunks.
        worker: Who takes it, from :func:`this_worker`.
        at: When.
        lease_s: After how many seconds another worker may take it.
        before: Only a chunk whose number is smaller.
    """
    with transaction.atomic():
        Job.objects.select_for_update().get(pk=job.pk)  # one worker at a time chooses
        waiting = Chunk.objects.filter(job=job, done=False).order_by("number")
        if before is not None:
            waiting = waiting.filter(number__lt=before)
        chunk = next((chunk for chunk in waiting.iterator() if is_free(chunk, at)), None)
        if chunk is None:
            return None
        chunk.worker = worker
        chunk.leased_until = at + timedelta(seconds=lease_s)
        chunk.fencing_token += 1
        chunk.save(update_fields=["worker", "leased_until", "fencing_token"])
        return Lease(chunk=chunk, token=chunk.fencing_token)


def finish(lease: Lease, result: Mapping[str, object], *, at: datetime) -> None:
    """Mark the chunk as done, in the transaction that holds its rows.

    Raises:
        StaleLeaseError: Let it go up, so that the rows are rolled back.
    """
    mine = Chunk.objects.filter(pk=lease.chunk.pk, fencing_token=lease.token, done=False)
    if not mine.update(done=True, finished_at=at, leased_until=None, result=dict(result)):
        raise StaleLeaseError(f"{lease.chunk}: token {lease.token} is no longer the newest")


def give_back(lease: Lease) -> bool:
    """Let others take the chunk at once; return False, and do nothing, if they already have."""
    mine = Chunk.objects.filter(pk=lease.chunk.pk, fencing_token=lease.token, done=False)
    return mine.update(leased_until=None, fencing_token=F("fencing_token") + 1) > 0


def is_free(chunk: Chunk, at: datetime) -> bool:
    """Return whether a chunk is in nobody's hands: never taken, run out, or of a dead process."""
    if chunk.leased_until is None or chunk.leased_until <= at:
        return True
    host, _, rest = chunk.worker.partition("/")
    pid = rest.partition("/")[0]
    return host == _host() and pid.isdigit() and process_name(int(pid)) != chunk.worker


def _host() -> str:
    return socket.gethostname()[:40]


def _start_of(pid: int) -> str:
    """Return when the process began, in the kernel's ticks; empty if it is not alive."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    state, *rest = line.rpartition(")")[2].split()  # from field 3, after the name
    return "" if state == "Z" else rest[18]  # field 22; a zombie only waits to be counted
