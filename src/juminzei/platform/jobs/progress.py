"""How far a job has come, how fast it goes and how long it will take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, Sum

from juminzei.platform.jobs.models import Chunk, Job

if TYPE_CHECKING:
    from datetime import datetime

MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Progress:
    """Items done of items in all; the rate since the job was last opened."""

    done: int
    total: int
    rate_per_s: int
    seconds_left: int | None
    """``None`` while no chunk has been finished, for then nobody knows."""


def progress(job: Job, at: datetime) -> Progress:
    """Return how far ``job`` has come at the moment ``at``."""
    now = Job.objects.get(pk=job.pk)
    recent = Q(finished_at__gte=now.started_at)
    sums = Chunk.objects.filter(job=job, done=True).aggregate(
        done=Sum("size", default=0), recent=Sum("size", default=0, filter=recent)
    )
    until = now.finished_at or at
    elapsed_us = max((until - (now.started_at or until)) // MICROSECOND, 1)
    rate = sums["recent"] * 1_000_000 // elapsed_us
    left = now.total - sums["done"]
    return Progress(
        done=sums["done"],
        total=now.total,
        rate_per_s=rate,
        seconds_left=0 if left == 0 else (-(-left // rate) if rate else None),
    )
