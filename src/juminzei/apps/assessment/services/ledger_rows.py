"""Calculated columns as rows of the ledger: versions, and the instalments that name them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models.ledger import AssessmentVersion, Instalment
from juminzei.apps.assessment.services.collection_method import METHODS, reason_codes
from juminzei.apps.assessment.services.consolidation_result import RuledBy
from juminzei.kernel.exemption import Exemption
from juminzei.platform.storage.bulk import Same, bulk_insert
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.apps.assessment.models.run import AssessmentRun
    from juminzei.apps.assessment.services.calculate_chunk import Calculated
    from juminzei.apps.assessment.services.consolidation_result import Consolidated
    from juminzei.apps.assessment.services.ledger_instalments import Spread
    from juminzei.kernel.columns import TaxpayerColumns

FIGURES = (
    "aggregate_income",
    "total_income_etc",
    "deduction_total",
    "tax_base",
    "municipal_income_levy",
    "prefectural_income_levy",
    "municipal_per_capita_levy",
    "prefectural_per_capita_levy",
    "forest_environment_tax",
    "total",
)
"""Amounts of the ledger that bear the kernel's own names."""

EXEMPT_TEXTS = [exemption.contract_name or "" for exemption in Exemption]


@dataclass(frozen=True, slots=True)
class Occasion:
    """On what occasion versions are written."""

    reason: str = "initial"
    """Reason (事由): ``initial`` of a whole city's calculation, ``recalculated`` of some people
    before the run is fixed, ``reassessed`` afterwards."""
    at: datetime | None = None
    """When it was decided; when the run began if nothing is given."""
    versions: Sequence[int] = ()
    """The version each of the people comes to; the first one if nothing is given."""


INITIAL = Occasion()


def write(run: AssessmentRun, calculated: Calculated, on: Occasion = INITIAL) -> range:
    """Write versions and instalments, in the caller's transaction; return the versions' keys."""
    people, assessment = calculated.people, calculated.assessment
    ids = reserve_ids(AssessmentVersion, len(assessment))
    documents = people.special_document_id.tolist()
    parts = calculated.spread
    bulk_insert(
        AssessmentVersion,
        {
            "id": list(ids),
            "run_id": Same(run.pk),
            "addressee_id": people.addressee_ids,
            "tax_year": Same(run.tax_year),
            "version": list(on.versions) if on.versions else Same(1),
            "true_from": Same(date(run.tax_year, 1, 1)),
            "recorded_at": Same(on.at or run.started_at),
            "reason": Same(on.reason),
            "law_digest": Same(calculated.law.digest if on.versions else run.law_digest),
            "inputs": sparse(people.columns),
            "document_count": people.document_count,
            "ruled_by": [RuledBy(code).code for code in people.ruled_by.tolist()],
            "source_documents": people.counted.of_each(len(assessment)),
            "findings": findings_of(people),
            "exempt": [EXEMPT_TEXTS[code] for code in assessment.exempt.tolist()],
            **{name: getattr(assessment, name) for name in FIGURES},
            "method": [METHODS[place].value for place in calculated.collection.method.tolist()],
            "method_reason": reason_codes(calculated.collection.reasons),
            "special_amount": parts.special_amount,
            "pension_amount": parts.pension_amount,
            "ordinary_amount": parts.ordinary_amount,
            "special_document_id": [
                document if amount > 0 else None
                for document, amount in zip(documents, parts.special_amount.tolist(), strict=True)
            ],
        },
    )
    _write_instalments(ids, parts)
    return ids


def sparse(columns: TaxpayerColumns) -> list[dict[str, int]]:
    """Return what is not 0 of each person: ``TaxpayerColumns.to_sparse``, for all at once."""
    people: list[dict[str, int]] = [{} for _ in range(len(columns))]
    for field in fields(columns):
        column = getattr(columns, field.name)
        rows = np.flatnonzero(column)
        for row, value in zip(rows.tolist(), column[rows].tolist(), strict=True):
            people[row][field.name] = int(value)
    return people


def findings_of(people: Consolidated) -> list[dict[str, int]]:
    """Return what a clerk should look at of each person, by name, with its figure."""
    found: list[dict[str, int]] = [{} for _ in range(len(people.columns))]
    for name, figures in people.findings.items():
        rows = np.flatnonzero(figures)
        for row, figure in zip(rows.tolist(), figures[rows].tolist(), strict=True):
            found[row][name] = figure
    return found


def _write_instalments(ids: range, parts: Spread) -> None:
    rows, places = np.nonzero(parts.amounts)
    if len(rows) == 0:
        return
    slots = [parts.slots[place] for place in places.tolist()]
    bulk_insert(
        Instalment,
        {
            "version_id": rows + ids[0],
            "kind": [slot.kind for slot in slots],
            "term": [slot.term for slot in slots],
            "month": [slot.month for slot in slots],
            "amount": parts.amounts[rows, places],
            "due_on": [slot.due_on for slot in slots],
        },
    )
