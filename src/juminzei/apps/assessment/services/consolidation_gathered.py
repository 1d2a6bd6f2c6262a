"""Everything that the consolidation of some persons reads, read once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.apps.assessment.selectors.official_corrections import corrections_in_force
from juminzei.apps.assessment.services.consolidation_departments import (
    KnownElsewhere,
    known_elsewhere,
)
from juminzei.apps.assessment.services.consolidation_documents import (
    Documents,
    pension_reports,
    wage_reports,
)
from juminzei.apps.assessment.services.consolidation_persons import persons_on_the_list
from juminzei.apps.assessment.services.consolidation_returns import returns_and_notices
from juminzei.apps.assessment.services.stood_for import stood_for
from juminzei.kernel.law import load

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from juminzei.apps.assessment.selectors.official_corrections import Corrected
    from juminzei.apps.assessment.services.consolidation_persons import Persons
    from juminzei.kernel.law import Law


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """Persons of the frozen list with their documents, before anything is decided."""

    tax_year: int
    addressee_ids: NDArray[np.int64]
    law: Law
    persons: Persons
    wages: Documents
    pensions: Documents
    elsewhere: KnownElsewhere
    returns: Documents
    """Returns, one-stop notices and other cities' notices."""
    corrected: Corrected
    """What was corrected in documents by office authority, of anybody's."""

    def only(self, document_id: int) -> Gathered:
        """Return the same persons as if this document were the only one."""
        return replace(
            self,
            wages=_only(self.wages, document_id),
            pensions=_only(self.pensions, document_id),
            returns=_only(self.returns, document_id),
        )

    def document_ids(self) -> list[int]:
        """Return the keys of all documents that were read, in order."""
        every = (self.wages, self.pensions, self.returns)
        return sorted(int(one) for documents in every for one in documents["document_id"])


def gather(
    tax_year: int, addressee_ids: NDArray[np.int64], *, corrected: Corrected | None = None
) -> Gathered:
    """Read the persons and the documents that count for them.

    Args:
        tax_year: The year whose frozen list and documents are meant.
        addressee_ids: Addressee numbers on the frozen list, each once, ascending.
        corrected: What counts in the place of what was received, to tell what that would do;
            what is in force if nothing is given.

    Raises:
        juminzei.apps.assessment.services.consolidation_persons.NotOnTheListError:
            Somebody is not on the frozen list.
    """
    law = load(tax_year, settings.CONFIGURATION.ordinance)
    others = stood_for(tax_year, addressee_ids)
    if corrected is None:
        corrected = corrections_in_force(tax_year)
    return Gathered(
        tax_year=tax_year,
        addressee_ids=addressee_ids,
        law=law,
        persons=persons_on_the_list(tax_year, addressee_ids, law),
        wages=wage_reports(tax_year, addressee_ids, others, corrected),
        pensions=pension_reports(tax_year, addressee_ids, others, corrected),
        elsewhere=known_elsewhere(tax_year, addressee_ids),
        returns=returns_and_notices(tax_year, addressee_ids, others, corrected),
        corrected=corrected,
    )


def _only(documents: Documents, document_id: int) -> Documents:
    return documents.chosen(documents["document_id"] == document_id)
