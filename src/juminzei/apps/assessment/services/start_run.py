"""Beginning an initial assessment (当初賦課), or going on with one that was interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.assessment.models.run import AssessmentRun, RunState
from juminzei.apps.assessment.models.taxable import TaxableList, TaxablePerson
from juminzei.apps.assessment.services.closing_gate import refuse_to_promote
from juminzei.apps.assessment.services.ledger_digest import BLOCK
from juminzei.kernel.law import load
from juminzei.platform.audit import services as audit
from juminzei.platform.jobs.services import ChunkPlan, open_job
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.kernel.law import Law
    from juminzei.platform.staff.models import StaffMember

CHUNK = 4 * BLOCK
"""People a chunk: large enough for vectors, small enough for two workers to share a city."""


class NotFrozenError(Exception):
    """The list of taxable persons is not frozen; there is nobody to assess."""


class AlreadyFixedError(Exception):
    """The year's initial assessment is fixed; only corrections may follow."""


def law_of(tax_year: int) -> Law:
    """Return the year's law in this installation's city."""
    return load(tax_year, settings.CONFIGURATION.ordinance)


@transaction.atomic
def start_run(
    *, tax_year: int, actor: StaffMember, at: datetime, chunk: int = CHUNK
) -> AssessmentRun:
    """Open the year's run for workers.

    An interrupted run goes on where it was, if the law is still the same. A run that
    was calculated, and perhaps reviewed, is abandoned for a new one: its rows stay in the
    ledger and count no more.

    Args:
        tax_year: 年度.
        actor: Who starts it.
        at: When; the ledger's rows are recorded with the time their run began.
        chunk: People a chunk, a multiple of the digest's block.

    Raises:
        NotFrozenError: There is no list yet; nothing was done.
        AlreadyFixedError: The year is fixed; nothing was done.
        DocumentsOpenError: What came after the documents were closed is not checked.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "assess.run", on=at.date())
    # The list's row is the lock of the year: two commands at once open one run.
    listed = TaxableList.objects.select_for_update().filter(tax_year=tax_year).first()
    if listed is None:
        raise NotFrozenError(
            f"{tax_year} 年度の課税対象者がまだ確定していません。"
            f"先に juminzei taxable freeze --tax-year {tax_year} を実行してください。"
        )
    law = law_of(tax_year)
    current = _locked(current_run(tax_year))
    if current is not None:
        if current.state == RunState.FIXED:
            raise AlreadyFixedError(
                f"{tax_year} 年度の当初賦課は確定済みです（確定 {current.fixed_at:%Y-%m-%d}）。"
                "変更は、対象者ごとの更正（更正の一覧）で行ってください。"
            )
        if current.state == RunState.CALCULATING and current.law_digest == law.digest:
            _open_again(current, at)
            return current
    refuse_to_promote(tax_year)
    if current is not None:
        _abandon(current, actor, at)
    return _new_run(listed, law, actor, at, chunk)


def current_run(tax_year: int) -> AssessmentRun | None:
    """Return the run of the year that counts, none before the first."""
    runs = AssessmentRun.objects.filter(tax_year=tax_year).exclude(state=RunState.ABANDONED)
    return runs.select_related("job", "fixed_by", "reviewed_by").first()


def _locked(run: AssessmentRun | None) -> AssessmentRun | None:
    """Return the run as it is when nobody else is changing it: it may just be being fixed."""
    return None if run is None else AssessmentRun.objects.select_for_update().get(pk=run.pk)


def _new_run(
    listed: TaxableList, law: Law, actor: StaffMember, at: datetime, chunk: int
) -> AssessmentRun:
    number = AssessmentRun.objects.filter(tax_year=listed.tax_year).count() + 1
    job = open_job(
        kind="assessment",
        key=f"assessment/{listed.tax_year}/{number}",
        parameters={"tax_year": listed.tax_year, "list": listed.digest, "law": law.digest},
        chunks=plan(listed.tax_year, chunk),
        at=at,
    )
    run = AssessmentRun.objects.create(
        tax_year=listed.tax_year,
        state=RunState.CALCULATING,
        job=job,
        law_digest=law.digest,
        started_by=actor,
        started_at=at,
    )
    audit.record(
        action="assessment.run.started",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={"tax_year": run.tax_year, "people": job.total, "law": law.digest},
    )
    return run


def plan(tax_year: int, chunk: int = CHUNK) -> list[ChunkPlan]:
    """Return the chunks of the frozen list: whole blocks of people by addressee number.

    Raises:
        ValueError: ``chunk`` is not whole blocks.
    """
    if chunk % BLOCK:
        raise ValueError(f"a chunk is whole blocks of {BLOCK} people")
    listed = TaxablePerson.objects.filter(list__tax_year=tax_year, included=True)
    ids = list(listed.order_by("addressee_id").values_list("addressee_id", flat=True))
    parts = [ids[first : first + chunk] for first in range(0, len(ids), chunk)]
    return [ChunkPlan(first=part[0], last=part[-1], size=len(part)) for part in parts]


def _open_again(run: AssessmentRun, at: datetime) -> None:
    job = run.job
    run.job = open_job(kind=job.kind, key=job.key, parameters=job.parameters, chunks=[], at=at)


def _abandon(run: AssessmentRun, actor: StaffMember, at: datetime) -> None:
    run.state = RunState.ABANDONED
    run.save(update_fields=["state"])
    audit.record(
        action="assessment.run.abandoned",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={"tax_year": run.tax_year, "result_digest": run.result_digest},
    )
