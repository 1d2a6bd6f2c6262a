"""A run of all checks as a job: begun, worked on by any process, and finished."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.assessment.api import listed_persons
from juminzei.apps.crosschecks.check_rules import KINDS, checks, rules_digest
from juminzei.apps.crosschecks.findings import find
from juminzei.apps.crosschecks.law_figures import law_figures
from juminzei.apps.crosschecks.models import CheckRun
from juminzei.apps.crosschecks.selectors.material import material
from juminzei.apps.crosschecks.services.keep_findings import keep
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.apps.crosschecks.services.resolve_relatives import resolve_relatives
from juminzei.kernel.law import load
from juminzei.platform.audit import services as audit
from juminzei.platform.jobs.models import JobState
from juminzei.platform.jobs.services import (
    ChunkPlan,
    open_job,
    request_stop,
    this_worker,
    work_prepared,
)
from juminzei.platform.staff.services import require
from juminzei.platform.storage.transaction_locks import have_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from juminzei.apps.crosschecks.selectors.material import Material
    from juminzei.platform.jobs.models import Chunk
    from juminzei.platform.jobs.services import Progress
    from juminzei.platform.jobs.working import Handler
    from juminzei.platform.staff.models import StaffMember

RUN = "crosschecks.run"
LOCK = 0x636865636B
"""Number of PostgreSQL's advisory lock under which runs begin and findings are kept ("check")."""
LEASE_S = 600
"""Longer than the largest city's frames take to be read."""
ORDER = tuple(KINDS)
"""The chunks of a run: the checks of one kind each."""


class ChecksNotDoneError(Exception):
    """A run did not come to its end; what is kept stays, and it can go on."""


@transaction.atomic
def start_checks(*, tax_year: int, actor: StaffMember, at: datetime) -> CheckRun:
    """Find out who relatives are, and open a run; one that was interrupted goes on.

    Args:
        tax_year: 年度; its list of taxable persons must be frozen.
        actor: Who runs them; needs ``crosschecks.run`` and ``match.run``.
        at: When.

    Raises:
        CrosschecksRefusedError: The year's list is not frozen.
        juminzei.kernel.law.LawError: There is no law of the year.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, RUN, on=at.date())
    if not len(listed_persons(tax_year).addressee_ids):
        raise CrosschecksRefusedError(
            f"{tax_year} 年度の課税対象者名簿が確定していません。先に名簿を確定してください。"
        )
    law = load(tax_year, settings.CONFIGURATION.ordinance)
    have_alone(LOCK)
    resolve_relatives(tax_year=tax_year, actor=actor, at=at)
    parameters = {"tax_year": tax_year, "rules": rules_digest(), "law": law.digest}
    current = _interrupted(tax_year, parameters)
    number = CheckRun.objects.filter(tax_year=tax_year).count() + 1
    sizes = [sum(check.kind == kind for check in checks().values()) for kind in ORDER]
    job = open_job(
        kind="crosschecks",
        key=current.job.key if current and current.job else f"crosschecks/{tax_year}/{number}",
        parameters=parameters,
        chunks=[ChunkPlan(place, place, size) for place, size in enumerate(sizes)],
        at=at,
    )
    return current or CheckRun.objects.create(
        tax_year=tax_year,
        rules_digest=rules_digest(),
        job=job,
        run_at=at,
        run_by=actor,
        found=0,
        new=0,
        gone=0,
    )


def _interrupted(tax_year: int, parameters: Mapping[str, object]) -> CheckRun | None:
    """Return the newest run if it did not come to its end and asked the same."""
    newest = (
        CheckRun.objects.filter(tax_year=tax_year).select_related("job").order_by("-pk").first()
    )
    if newest is None or newest.finished_at is not None or newest.job is None:
        return None
    return newest if newest.job.parameters == parameters else None


def stop_checks(*, tax_year: int, actor: StaffMember, at: datetime) -> None:
    """Ask whoever runs the year's checks to stop after the kind in hand; what is kept stays.

    Raises:
        CrosschecksRefusedError: Nobody runs them.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, RUN, on=at.date())
    going = CheckRun.objects.filter(
        tax_year=tax_year, finished_at=None, job__state__in=[JobState.WAITING, JobState.RUNNING]
    )
    run = going.select_related("job").order_by("-pk").first()
    if run is None or run.job is None:
        raise CrosschecksRefusedError(f"{tax_year} 年度のチェックは、いま行われていません。")
    request_stop(run.job)


def work_on_checks(
    run: CheckRun,
    *,
    clock: Callable[[], datetime],
    on_chunk: Callable[[Progress], None] | None = None,
) -> None:
    """Run the checks of one kind after another until none is left.

    Any number of processes may do so at once, and any of them may die.

    Args:
        run: From :func:`start_checks`.
        clock: Asked for the time of leases.
        on_chunk: Told of the progress.

    Raises:
        juminzei.platform.jobs.services.ChunkFailedError: A check could not be run.
    """
    figures = law_figures(load(run.tax_year, settings.CONFIGURATION.ordinance))

    @cache
    def read() -> Material:
        return material(run.tax_year)

    def prepare(chunk: Chunk) -> Handler:
        """Find outside of the transaction that writes."""
        kind = ORDER[chunk.first]
        found = find(read().tables, figures, run.tax_year, kind)

        def write(_chunk: Chunk) -> Mapping[str, object]:
            have_alone(LOCK)
            new, gone = keep(run, kind, found)
            return {"found": len(found), "new": new, "gone": gone}

        return write

    if run.job is None:
        message = f"{run}: a run of the checks is worked on by its job, and this one has none"
        raise TypeError(message)
    work_prepared(
        run.job, prepare, worker=this_worker(), clock=clock, lease_s=LEASE_S, on_chunk=on_chunk
    )


@transaction.atomic
def finish_checks(run: CheckRun, *, at: datetime) -> CheckRun:
    """Enter what a run found once all its kinds are done.

    Raises:
        ChecksNotDoneError: It was stopped or has failed.
    """
    run = CheckRun.objects.select_for_update(of=("self",)).select_related("job").get(pk=run.pk)
    job = run.job
    if job is None or job.state != JobState.DONE:
        state = job.get_state_display() if job else ""
        raise ChecksNotDoneError(
            f"チェックは途中です（{state}）。同じコマンドをもう一度実行すると、続きから行います。"
        )
    if run.finished_at is not None:
        return run
    results = list(job.chunks.values_list("result", flat=True))
    run.found, run.new, run.gone = (
        sum(result[name] for result in results) for name in ("found", "new", "gone")
    )
    run.finished_at = at
    run.save(update_fields=["found", "new", "gone", "finished_at"])
    audit.record(
        action="crosschecks.run.done",
        actor=run.run_by,
        at=at,
        subject_kind="check_run",
        subject_id=str(run.pk),
        details={"tax_year": run.tax_year, "found": run.found, "new": run.new, "gone": run.gone},
    )
    return run


def run_checks(
    *,
    tax_year: int,
    actor: StaffMember,
    at: datetime,
    clock: Callable[[], datetime] | None = None,
    on_chunk: Callable[[Progress], None] | None = None,
) -> CheckRun:
    """Run all checks and bring the cases up to date; an interrupted run goes on.

    What is found again is the same case; a case that was decided stays decided. What is no
    longer found is closed with that as its reason, unless somebody decided it before.

    Args:
        tax_year: 年度; its list of taxable persons must be frozen.
        actor: Who runs them; needs ``crosschecks.run`` and ``match.run``.
        at: When.
        clock: Asked for the time of leases; without one it stays ``at``.
        on_chunk: Told of the progress.

    Raises:
        CrosschecksRefusedError: The year's list is not frozen.
        ChecksNotDoneError: It was stopped.
        juminzei.kernel.law.LawError: There is no law of the year.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    run = start_checks(tax_year=tax_year, actor=actor, at=at)
    work_on_checks(run, clock=clock or (lambda: at), on_chunk=on_chunk)
    return finish_checks(run, at=clock() if clock else at)
