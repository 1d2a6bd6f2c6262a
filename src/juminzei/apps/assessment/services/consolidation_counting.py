"""Which documents a person's consolidated columns were made from, and which one rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models import DocumentKind
from juminzei.apps.assessment.services.consolidation_result import CountedDocuments, RuledBy
from juminzei.apps.assessment.services.consolidation_returns import of_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.consolidation_documents import Documents
    from juminzei.base.money import Flags

BY_KIND = {
    DocumentKind.NATIONAL_RETURN: RuledBy.NATIONAL_RETURN,
    DocumentKind.INHABITANT_RETURN: RuledBy.INHABITANT_RETURN,
    DocumentKind.CITY_NOTICE: RuledBy.CITY_NOTICE,
}


def counted(every: Sequence[Documents]) -> CountedDocuments:
    """Return all documents of ``every``, by person and key, each once."""
    person = np.concatenate([documents.person for documents in every])
    ids = np.concatenate([documents["document_id"] for documents in every])
    pairs = np.unique(np.stack([person, ids], axis=1), axis=0)
    return CountedDocuments(person=pairs[:, 0], document_id=pairs[:, 1])


def ruled_by(ruling: Documents, reported: Flags) -> NDArray[np.int8]:
    """Return by what each person's columns are ruled.

    Args:
        ruling: Returns and notices that rule, at most one a person.
        reported: Who has a wage or pension report.
    """
    result = np.where(reported, RuledBy.REPORTS, RuledBy.NOTHING).astype(np.int8)
    for kind, by in BY_KIND.items():
        result[of_kinds(ruling, [kind]).person] = by
    return result


def ruling_ids(ruling: Documents, otherwise: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the key of the ruling document of each person, ``otherwise`` where none rules."""
    result = otherwise.copy()
    result[ruling.person] = ruling["document_id"]
    return result
