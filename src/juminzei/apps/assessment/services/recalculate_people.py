"""Calculating some people of a run anew before it is fixed, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction

from juminzei.apps.assessment.models.run import AssessmentRun, RunState
from juminzei.apps.assessment.models.taxable import TaxableList, TaxablePerson
from juminzei.apps.assessment.selectors.counting_versions import own_result
from juminzei.apps.assessment.selectors.stale import CHECKABLE
from juminzei.apps.assessment.services.calculate_chunk import calculate
from juminzei.apps.assessment.services.closing_gate import refuse_to_promote
from juminzei.apps.assessment.services.fix_run import LawChangedError
from juminzei.apps.assessment.services.ledger_check import written_figures
from juminzei.apps.assessment.services.ledger_digest import block_digests, result_digest
from juminzei.apps.assessment.services.ledger_instalments import slots
from juminzei.apps.assessment.services.ledger_rows import Occasion, write
from juminzei.apps.assessment.services.ledger_totals import ledger_totals
from juminzei.apps.assessment.services.review_run import NotCalculatedYetError
from juminzei.apps.assessment.services.stale_results import stale_among
from juminzei.apps.assessment.services.start_run import law_of
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from juminzei.kernel.law import Law
    from juminzei.platform.staff.models import StaffMember

RECALCULATED = "recalculated"
MOST = 2_000
"""People at once; for more the whole run is the shorter way."""


class NobodyToRecalculateError(Exception):
    """Nobody's result was old, or too many people were chosen; nothing was changed."""


@transaction.atomic
def recalculate_people(
    run: AssessmentRun, numbers: Collection[int], *, actor: StaffMember, at: datetime
) -> list[int]:
    """Append a new version of each of these people whose result is old.

    The run's totals and digest become those of the ledger with these versions, and it has to
    be reviewed again. Everybody else's rows stay as they are.

    Args:
        run: A run that is calculated, and perhaps reviewed.
        numbers: Under which they stand on the year's list.
        actor: Who asks; needs ``assess.run``.
        at: When.

    Returns:
        Whose result was old, ascending.

    Raises:
        NotCalculatedYetError: The run is not calculated, or fixed, or does not count.
        LawChangedError: The law's files are not those of the calculation any more.
        NobodyToRecalculateError: Nobody's result is old, or more than :data:`MOST` were chosen.
        DocumentsOpenError: What came after the documents were closed is not checked.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "assess.run", on=at.date())
    if len(set(numbers)) > MOST:
        raise NobodyToRecalculateError(
            f"一度に計算し直せるのは {MOST:,} 人までです。それより多いときは、"
            f"juminzei assess --tax-year {run.tax_year} で全員を計算し直してください。"
        )
    TaxableList.objects.select_for_update().filter(tax_year=run.tax_year).first()
    run = AssessmentRun.objects.select_for_update().get(pk=run.pk)
    law = _law(run)
    refuse_to_promote(run.tax_year)
    old = _old(run, numbers, law)
    if not old:
        raise NobodyToRecalculateError("選んだ人に、計算し直しが要る人はいません。")
    _write(run, old, law, at)
    before = run.result_digest
    _total(run, old, law)
    audit.record(
        action="assessment.results.recalculated",
        actor=actor,
        at=at,
        subject_kind="assessment_run",
        subject_id=str(run.pk),
        details={"people": len(old), "former": before, "result_digest": run.result_digest},
    )
    return old


def _law(run: AssessmentRun) -> Law:
    if run.state not in CHECKABLE:
        raise NotCalculatedYetError(
            f"この当初賦課は「{run.get_state_display()}」のため、選んだ人だけの計算はできません。"
        )
    law = law_of(run.tax_year)
    if law.digest != run.law_digest:
        raise LawChangedError(
            "この当初賦課は、いまと違う版の法令ファイルで計算されています。"
            f"juminzei assess --tax-year {run.tax_year} で全員を計算し直してください。"
        )
    return law


def _old(run: AssessmentRun, numbers: Collection[int], law: Law) -> list[int]:
    """Return whose result is not what their documents come to now."""
    listed = TaxablePerson.objects.filter(
        list__tax_year=run.tax_year, included=True, addressee__in=set(numbers)
    )
    people = np.array(sorted(listed.values_list("addressee_id", flat=True)), dtype=np.int64)
    if len(people) == 0:
        return []
    return sorted(stale_among(run, calculate(run.tax_year, people, law)))


def _write(run: AssessmentRun, old: list[int], law: Law, at: datetime) -> None:
    rows = run.versions.filter(addressee__in=old).order_by("version")
    known = dict(rows.values_list("addressee_id", "version"))
    versions = [known.get(person, 0) + 1 for person in old]
    now = calculate(run.tax_year, np.array(old, dtype=np.int64), law)
    write(run, now, Occasion(reason=RECALCULATED, at=at, versions=versions))


def _total(run: AssessmentRun, old: list[int], law: Law) -> None:
    """Enter the totals and the digest of the ledger with the new versions."""
    year = slots(run.tax_year, law)
    digests: list[str] = []
    for chunk in run.job.chunks.order_by("number"):
        blocks = list(chunk.result["blocks"])
        if any(chunk.first <= person <= chunk.last for person in old):
            rows = own_result(run).filter(addressee__gte=chunk.first, addressee__lte=chunk.last)
            blocks = block_digests(written_figures(rows, year))
            chunk.result = {**chunk.result, "blocks": blocks}
            chunk.save(update_fields=["result"])
        digests += blocks
    run.totals = ledger_totals(run)
    run.result_digest = result_digest(
        tax_year=run.tax_year, law_digest=law.digest, slots=year, digests=digests
    )
    run.state, run.reviewed_by, run.reviewed_at = RunState.CALCULATED, None, None
    run.save(update_fields=["totals", "result_digest", "state", "reviewed_by", "reviewed_at"])
