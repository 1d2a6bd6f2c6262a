"""The digest of a run made again from what is written in the ledger."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from juminzei.apps.assessment.models.ledger import Instalment
from juminzei.apps.assessment.selectors.counting_versions import own_result
from juminzei.apps.assessment.services.collection_method import METHODS, reason_bits
from juminzei.apps.assessment.services.ledger_digest import PARTS, block_digests, result_digest
from juminzei.apps.assessment.services.ledger_instalments import slots
from juminzei.apps.assessment.services.ledger_rows import EXEMPT_TEXTS, FIGURES
from juminzei.apps.assessment.services.start_run import law_of, plan
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.platform.storage.columns import read_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from numpy.typing import NDArray

    from juminzei.apps.assessment.models.ledger import AssessmentVersion
    from juminzei.apps.assessment.models.run import AssessmentRun
    from juminzei.base.money import Yen
    from juminzei.kernel.instalments import Due

TEXTS = ("inputs", "exempt", "method", "method_reason")
WITHOUT_PLACE = -1


def ledger_digest(run: AssessmentRun) -> str:
    """Return the digest that the run's rows in the database come to.

    It is the run's ``result_digest`` as long as no row was changed, lost or added; what was
    decided on after the run was fixed is no part of it.

    Args:
        run: A run that is calculated.
    """
    year = slots(run.tax_year, law_of(run.tax_year))
    digests: list[str] = []
    for part in plan(run.tax_year):
        rows = own_result(run).filter(addressee__gte=part.first, addressee__lte=part.last)
        digests += block_digests(written_figures(rows, year))
    return result_digest(
        tax_year=run.tax_year, law_digest=run.law_digest, slots=year, digests=digests
    )


def written_figures(rows: QuerySet[AssessmentVersion], year: Sequence[Due]) -> list[NDArray[Any]]:
    """Return the ledger's numbers of some people, in the order of the digest's names.

    Args:
        rows: One version a person.
        year: The due dates of the year.
    """
    numbers = ("id", "addressee_id", "document_count", *FIGURES, *PARTS)
    found = read_columns(rows.order_by("addressee_id"), *numbers, *TEXTS)
    inputs = TaxpayerColumns.from_sparse([json.loads(text) for text in found["inputs"]])
    methods = [method.value for method in METHODS]
    return [
        found["addressee_id"],
        *(getattr(inputs, field.name) for field in fields(inputs)),
        np.array([EXEMPT_TEXTS.index(text) for text in found["exempt"]], dtype=np.int64),
        np.array([methods.index(text) for text in found["method"]], dtype=np.int64),
        reason_bits(found["method_reason"].tolist()),
        found["document_count"],
        *(found[name] for name in (*FIGURES, *PARTS)),
        *_amounts(rows, found["id"], year).T,
    ]


def _amounts(
    versions: QuerySet[AssessmentVersion], ids: NDArray[np.int64], year: Sequence[Due]
) -> Yen:
    """Return the instalments of these versions by due date; one on no due date counts in all."""
    rows = Instalment.objects.filter(version__in=versions.order_by().values("pk"))
    found = read_columns(rows, "version_id", "kind", "term", "due_on", "amount")
    places = {(due.kind, due.term, np.datetime64(due.due_on)): at for at, due in enumerate(year)}
    keys = zip(found["kind"], found["term"].tolist(), found["due_on"], strict=True)
    columns = np.array([places.get(key, WITHOUT_PLACE) for key in keys], dtype=np.int64)
    order = np.argsort(ids)
    owners = order[np.searchsorted(ids, found["version_id"], sorter=order)]
    amounts = np.zeros((len(ids), len(year)), dtype=np.int64)
    known = columns != WITHOUT_PLACE
    np.add.at(amounts, (owners[known], columns[known]), found["amount"][known])
    amounts[owners[~known]] = WITHOUT_PLACE
    return amounts
