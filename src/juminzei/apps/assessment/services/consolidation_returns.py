"""Returns, one-stop notices and other cities' notices of some persons, as columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from juminzei.apps.assessment.models import DocumentKind, ReturnFigures
from juminzei.apps.assessment.selectors.ledger_inputs import dense
from juminzei.apps.assessment.services.consolidation_documents import Documents, documents_of
from juminzei.apps.assessment.services.consolidation_rules import rules
from juminzei.kernel.columns import column_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from juminzei.apps.assessment.selectors.official_corrections import Corrected

UNDATED = -(2**40)
"""As a day: a return without a day of filing counts as older than any that has one."""


def returns_and_notices(
    tax_year: int,
    addressee_ids: NDArray[np.int64],
    others: Mapping[int, int],
    corrected: Corrected,
) -> Documents:
    """Return the documents that state columns of the law, in the order of person and key.

    Besides every column of the law by its name there are ``document_id``, ``kind``,
    ``filed_day`` (days since 1970, :data:`UNDATED` where unknown), ``collection_choice``,
    the payer (of a one-stop notice: who received the gift), and ``stated_`` with each
    figure that the rules ask for.

    Args:
        tax_year: Of which year.
        addressee_ids: Addressee numbers, ascending.
        others: Merged-away numbers, and for which of ``addressee_ids`` they count.
        corrected: What was corrected by office authority.
    """
    found = documents_of(
        ReturnFigures.objects,
        *(tax_year, addressee_ids, others, corrected),
        *("document__kind", "document__filed_on"),
    )
    found = found.chosen(np.lexsort((found["document_id"], found.person)))
    told = dense(found["columns"].tolist())
    columns = {
        "document_id": found["document_id"],
        "kind": found["document__kind"],
        "filed_day": _days(found["document__filed_on"]),
        "collection_choice": found["collection_choice"],
        "payer_number": found["document__payer_number"],
        "payer_name": found["document__payer_name"],
        **_stated(found["stated"].tolist()),
        **{name: getattr(told, name) for name in column_kinds()},
    }
    _derive(columns)
    return Documents(found.person, columns)


def of_kinds(documents: Documents, kinds: Iterable[DocumentKind]) -> Documents:
    """Return the documents of some kinds."""
    return documents.chosen(np.isin(documents["kind"].astype(str), [str(kind) for kind in kinds]))


def _days(filed_on: NDArray[np.datetime64]) -> NDArray[np.int64]:
    return np.where(np.isnat(filed_on), UNDATED, filed_on.astype(np.int64))


def _stated(texts: list[str]) -> dict[str, NDArray[Any]]:
    """Return the stated figures that the rules ask for, 0 where a document has none."""
    stated = json.loads(f"[{','.join(texts)}]")
    return {
        f"stated_{name}": np.array([_figure(one.get(name)) for one in stated], dtype=np.int64)
        for name in rules().asked()
    }


def _figure(value: object) -> int:
    return value if isinstance(value, int) else 0


def _derive(columns: dict[str, NDArray[Any]]) -> None:
    """Fill columns that a return shows only in its own figures."""
    for derived in rules().derived:
        none = np.zeros_like(columns["document_id"])
        plus = sum((columns[f"stated_{name}"] for name in derived.plus), none)
        amount = plus - sum((columns[f"stated_{name}"] for name in derived.minus), none)
        told = (columns[f"stated_{derived.where}"] > 0) & (columns[derived.column] == 0)
        columns[derived.column] = np.where(told, np.maximum(amount, 0), columns[derived.column])
