"""Numbering the whole city, and whoever came since: chunks that survive the death of any worker.

Most people are numbered many at a time. Whoever could be somebody whom the city knows already
(the same Individual Number, the same name and birthday in another system) goes one by one
through the rules of :mod:`numbering`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.unified.services.city_chunks import number_chunk, people_of
from juminzei.apps.unified.services.city_singles import compare_numbers, number_singly, refresh
from juminzei.apps.unified.services.serials import reserve
from juminzei.apps.unified.services.unnumbered import Unnumbered, unnumbered
from juminzei.platform.audit import services as audit
from juminzei.platform.jobs.models import Job, JobState
from juminzei.platform.jobs.services import ChunkPlan, open_job, work_prepared
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from juminzei.platform.jobs.models import Chunk
    from juminzei.platform.jobs.services import Progress
    from juminzei.platform.staff.models import StaffMember

CHUNK = 5_000
KIND = "unified_numbering"


@dataclass(frozen=True, slots=True)
class CityNumbered:
    """What one run came to.

    Attributes:
        numbered: People numbered many at a time, in this run or the one that it carried on.
        singly: People who went through the rules one by one.
        waiting: Cases that this run opened for two people.
        refreshed: People of whom the register says something new.
    """

    numbered: int
    singly: int
    waiting: int
    refreshed: int


def number_city(
    *,
    actor: StaffMember,
    worker: str,
    clock: Callable[[], datetime],
    on_chunk: Callable[[Progress], None] | None = None,
    chunk: int = CHUNK,
) -> CityNumbered:
    """Number every person of the tax's addressees who has no number yet.

    Killed at any moment, it goes on where it was when it is called again, and comes to the
    same numbers.

    Args:
        actor: Who has it done; needs ``unified.number``.
        worker: From :func:`juminzei.platform.jobs.services.this_worker`.
        clock: Asked for the time.
        on_chunk: Told of the progress.
        chunk: How many people a chunk holds.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    at = clock()
    require(actor, "unified.number", on=at.date())
    waiting = unnumbered()
    job = _opened(waiting, chunk, at)
    if job is not None:
        first = int(job.parameters["first_serial"])

        def prepared(one: Chunk) -> Callable[[Chunk], Mapping[str, object]]:
            people = people_of(one, waiting)
            return lambda now: number_chunk(now, people, first=first, actor=actor, at=clock())

        work_prepared(job, prepared, worker=worker, clock=clock, on_chunk=on_chunk)
    singly, opened = number_singly(waiting, actor=actor, at=clock())
    opened += compare_numbers(at=clock())
    told = CityNumbered(
        numbered=sum(int(one.result["numbered"]) for one in job.chunks.all()) if job else 0,
        singly=singly,
        waiting=opened,
        refreshed=refresh(at=clock()),
    )
    with transaction.atomic():
        audit.record(
            action="unified.city.numbered",
            actor=actor,
            at=clock(),
            details={
                "numbered": told.numbered,
                "singly": told.singly,
                "waiting": told.waiting,
                "refreshed": told.refreshed,
            },
        )
    return told


@transaction.atomic
def _opened(waiting: Unnumbered, chunk: int, at: datetime) -> Job | None:
    """Return the job that was begun, or a new one for all who wait; none if nobody does."""
    begun = Job.objects.filter(kind=KIND).exclude(state=JobState.DONE).first()
    if begun is None and not waiting.many:
        return None
    first = (
        int(begun.parameters["first_serial"])
        if begun
        else reserve(len(waiting.many), purpose="city", at=at)
    )
    parts = [waiting.many[at : at + chunk] for at in range(0, len(waiting.many), chunk)]
    return open_job(
        kind="unified_numbering",
        key=f"unified numbering {first}",
        parameters={"first_serial": first},
        chunks=[ChunkPlan(first=part[0], last=part[-1], size=len(part)) for part in parts],
        at=at,
    )
