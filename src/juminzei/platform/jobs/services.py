"""Long work in chunks that survives the death of any worker at any moment."""

from __future__ import annotations

from juminzei.platform.jobs.leases import StaleLeaseError, this_worker
from juminzei.platform.jobs.opening import ChunkPlan, open_job, request_stop
from juminzei.platform.jobs.progress import Progress, progress
from juminzei.platform.jobs.sharing import work_shared
from juminzei.platform.jobs.working import ChunkFailedError, work, work_prepared

__all__ = [
    "ChunkFailedError",
    "ChunkPlan",
    "Progress",
    "StaleLeaseError",
    "open_job",
    "progress",
    "request_stop",
    "this_worker",
    "work",
    "work_prepared",
    "work_shared",
]
