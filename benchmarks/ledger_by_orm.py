"""The ledger written the plain ways, to compare with; everything is rolled back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import AssessmentRun, AssessmentVersion, Instalment
from juminzei.apps.assessment.services.calculate_chunk import Calculated, calculate, people_between
from juminzei.apps.assessment.services.collection_method import METHODS, reason_codes
from juminzei.apps.assessment.services.ledger_rows import EXEMPT_TEXTS, FIGURES, sparse, write
from juminzei.apps.assessment.services.start_run import current_run, law_of
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BATCH = 1_000
"""Rows a statement, as users of ``bulk_create`` commonly choose."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Calculated people and the run they would be written to."""

    run: AssessmentRun
    calculated: Calculated

    def written(self) -> None:
        """Write them our way."""
        _measured(lambda: write(self.run, self.calculated))


def calculated(tax_year: int, people: int) -> Sample:
    """Return the first ``people`` of the list, calculated."""
    run = current_run(tax_year)
    if run is None:
        raise RuntimeError("measure after a run")
    ids = people_between(tax_year, 0, 10**10)[:people]
    abandoned = AssessmentRun.objects.create(
        tax_year=tax_year,
        state="abandoned",
        job=run.job.__class__.objects.create(kind="benchmark", key="benchmark"),
        law_digest=run.law_digest,
        started_by=run.started_by,
        started_at=run.started_at,
    )
    return Sample(run=abandoned, calculated=calculate(tax_year, ids, law_of(tax_year)))


def saved(sample: Sample) -> None:
    """Write each row with ``save()``."""

    def act() -> None:
        for version in _versions(sample):
            version.save(force_insert=True)
        for instalment in _instalments(sample, version.pk - len(sample.calculated.assessment) + 1):
            instalment.save(force_insert=True)

    _measured(act)


def bulk_created(sample: Sample) -> None:
    """Write the rows with ``bulk_create``."""

    def act() -> None:
        versions = list(_versions(sample))
        AssessmentVersion.objects.bulk_create(versions, batch_size=BATCH)
        Instalment.objects.bulk_create(_instalments(sample, versions[0].pk), batch_size=BATCH)

    _measured(act)


def _versions(sample: Sample) -> Iterator[AssessmentVersion]:
    people, tax = sample.calculated.people, sample.calculated.assessment
    parts, chosen = sample.calculated.spread, sample.calculated.collection
    first = reserve_ids(AssessmentVersion, len(tax)).start
    inputs, reasons = sparse(people.columns), reason_codes(chosen.reasons)
    for row in range(len(tax)):
        yield AssessmentVersion(
            pk=first + row,
            run=sample.run,
            addressee_id=int(people.addressee_ids[row]),
            tax_year=sample.run.tax_year,
            version=1,
            true_from=date(sample.run.tax_year, 1, 1),
            recorded_at=sample.run.started_at,
            reason="initial",
            law_digest=sample.run.law_digest,
            inputs=inputs[row],
            document_count=int(people.document_count[row]),
            exempt=EXEMPT_TEXTS[tax.exempt[row]],
            **{name: int(getattr(tax, name)[row]) for name in FIGURES},
            method=METHODS[chosen.method[row]].value,
            method_reason=reasons[row],
            special_amount=int(parts.special_amount[row]),
            pension_amount=int(parts.pension_amount[row]),
            ordinary_amount=int(parts.ordinary_amount[row]),
            special_document_id=int(people.special_document_id[row]) or None,
        )


def _instalments(sample: Sample, first: int) -> Iterator[Instalment]:
    for row, amounts in enumerate(sample.calculated.spread.amounts.tolist()):
        for due, amount in zip(sample.calculated.spread.slots, amounts, strict=True):
            if amount:
                yield Instalment(version_id=first + row, amount=amount, **due._asdict())


def _measured(act: Callable[[], object]) -> None:
    with transaction.atomic():
        act()
        transaction.set_rollback(True)
