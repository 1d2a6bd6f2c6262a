"""All files of a delivery, one after another, as a job that can be killed and goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.receiving.models import WAITING
from juminzei.apps.receiving.services.enter_file import refuse_unready
from juminzei.apps.receiving.services.take_file import take_file
from juminzei.platform.jobs.services import ChunkPlan, open_job, this_worker, work_prepared
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from juminzei.apps.receiving.models import Delivery
    from juminzei.platform.jobs.models import Chunk
    from juminzei.platform.jobs.services import Progress
    from juminzei.platform.jobs.working import Handler
    from juminzei.platform.staff.models import StaffMember

LEASE_S = 7_200
"""Seconds; longer than any file takes. A dead worker's lease need not run out."""


def take_delivery(
    delivery: Delivery,
    *,
    actor: StaffMember,
    clock: Callable[[], datetime],
    on_file: Callable[[Progress], None] | None = None,
    workers: int = 1,
) -> None:
    """Take in every file of a delivery that waits, each a chunk of one job.

    Args:
        delivery: What came.
        actor: Who takes it in.
        clock: Asked when each file is taken.
        on_file: Told of the progress after each file.
        workers: How many processes may share the work of one file.

    Raises:
        ReceivingRefusedError: The delivery is closed, or nobody confirmed it.
        juminzei.platform.jobs.services.ChunkFailedError: A file stopped the work; the rest
            waits, and the same call goes on.
    """
    at = clock()
    require(actor, "receiving.register", on=at.date())
    refuse_unready(delivery)
    last = delivery.files.order_by("-pk").values_list("pk", flat=True).first()
    waiting = list(
        delivery.files.filter(state__in=WAITING).order_by("pk").values_list("pk", flat=True)
    )
    if not waiting:
        return
    job = open_job(
        kind="receiving",
        key=f"receiving:{delivery.pk}:{last}",
        parameters={"delivery": delivery.pk},
        chunks=[ChunkPlan(first=key, last=key, size=1) for key in waiting],
        at=at,
    )

    def prepared(chunk: Chunk) -> Handler:
        """Take the file in with transactions of its own, before the chunk's."""
        file = take_file(chunk.first, actor=actor, at=clock(), workers=workers)

        def done(_chunk: Chunk) -> Mapping[str, object]:
            return {"state": file.state, "received": file.received_rows}

        return done

    work_prepared(
        job, prepared, worker=this_worker(), clock=clock, lease_s=LEASE_S, on_chunk=on_file
    )
