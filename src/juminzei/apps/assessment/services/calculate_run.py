"""Calculating a run: chunk after chunk by any number of workers, then its totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from juminzei.apps.assessment.models.run import AssessmentRun, RunState
from juminzei.apps.assessment.services.calculate_chunk import calculate, people_between
from juminzei.apps.assessment.services.ledger_digest import result_digest
from juminzei.apps.assessment.services.ledger_instalments import slots
from juminzei.apps.assessment.services.ledger_rows import write
from juminzei.apps.assessment.services.run_totals import added, chunk_result
from juminzei.apps.assessment.services.start_run import law_of, plan
from juminzei.platform.audit import services as audit
from juminzei.platform.jobs.models import JobState
from juminzei.platform.jobs.services import this_worker, work_prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from juminzei.kernel.law import Law
    from juminzei.platform.jobs.models import Chunk
    from juminzei.platform.jobs.services import Progress
    from juminzei.platform.jobs.working import Handler

LEASE_S = 120


class NotCalculatedError(Exception):
    """The calculation did not come to its end; what is done stays, and it can go on."""


def calculate_run(
    run: AssessmentRun,
    *,
    clock: Callable[[], datetime],
    on_chunk: Callable[[Progress], None] | None = None,
) -> None:
    """Work on the chunks of ``run`` until none is left.

    Any number of processes may do so at once, and any of them may die.

    Args:
        run: From :func:`juminzei.apps.assessment.services.start_run.start_run`.
        clock: Asked for the time of leases.
        on_chunk: Told of the progress.

    Raises:
        juminzei.platform.jobs.services.ChunkFailedError: A chunk could not be calculated.
    """
    law = law_of(run.tax_year)

    def prepare(chunk: Chunk) -> Handler:
        """Read and calculate outside of the transaction that writes."""
        people = people_between(run.tax_year, chunk.first, chunk.last)
        calculated = calculate(run.tax_year, people, law)
        result = chunk_result(calculated)

        def write_chunk(_chunk: Chunk) -> Mapping[str, object]:
            write(run, calculated)
            return result

        return write_chunk

    work_prepared(
        run.job, prepare, worker=this_worker(), clock=clock, lease_s=LEASE_S, on_chunk=on_chunk
    )


@transaction.atomic
def finish_run(run: AssessmentRun, *, at: datetime) -> None:
    """Enter the totals and the digest of a run whose chunks are all done.

    Raises:
        NotCalculatedError: The job was stopped or has failed.
    """
    run.job.refresh_from_db()
    if run.job.state != JobState.DONE:
        raise NotCalculatedError(
            f"計算は途中です（{run.job.get_state_display()}）。{run.job.error}"
            "原因を除いてから、同じコマンドをもう一度実行すると続きから計算します。"
        )
    run = AssessmentRun.objects.select_for_update().get(pk=run.pk)
    if run.state != RunState.CALCULATING:
        return
    results = run.job.chunks.order_by("number").values_list("result", flat=True)
    run.totals, run.result_digest = summed(run.tax_year, law_of(run.tax_year), results)
    run.state = RunState.CALCULATED
    run.save(update_fields=["totals", "result_digest", "state"])
    audit.record(
        action="assessment.run.calculated",
        actor=run.started_by,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={"result_digest": run.result_digest, "total_yen": run.totals["total"]},
    )


def trial(
    tax_year: int, *, on_chunk: Callable[[int, int], None] | None = None
) -> tuple[dict[str, Any], str]:
    """Return the totals and the digest that a run would have now, and write nothing.

    Args:
        tax_year: 年度.
        on_chunk: Told how many people are done, and of how many.
    """
    law = law_of(tax_year)
    results = []
    parts = plan(tax_year)
    for part in parts:
        people = people_between(tax_year, part.first, part.last)
        results.append(chunk_result(calculate(tax_year, people, law)))
        if on_chunk is not None:
            done = sum(result["people"] for result in results)
            on_chunk(done, sum(part.size for part in parts))
    return summed(tax_year, law, results)


def summed(
    tax_year: int, law: Law, results: Iterable[Mapping[str, Any]]
) -> tuple[dict[str, Any], str]:
    """Return totals and digest of a whole run from the results of its chunks, in order."""
    kept = list(results)
    digest = result_digest(
        tax_year=tax_year,
        law_digest=law.digest,
        slots=slots(tax_year, law),
        digests=[block for result in kept for block in result["blocks"]],
    )
    return added(kept), digest
