"""From documents to ledger for some of the people: read, add up, calculate, divide.

Nothing is written here, so that workers calculate at the same time and a trial run is
the same calculation as the real one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models.taxable import TaxablePerson
from juminzei.apps.assessment.services.collection_method import Collection, collection
from juminzei.apps.assessment.services.consolidation import consolidate
from juminzei.apps.assessment.services.ledger_instalments import Spread, spread
from juminzei.apps.assessment.services.previous_year import PreviousYear, previous_year
from juminzei.kernel.assess import assess
from juminzei.platform.storage.columns import read_columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.consolidation_result import Consolidated
    from juminzei.kernel.assessment import Assessment
    from juminzei.kernel.law import Law


@dataclass(frozen=True, slots=True, eq=False)
class Calculated:
    """Everything that the ledger is told of some people, as equally long columns."""

    tax_year: int
    law: Law
    people: Consolidated
    assessment: Assessment
    collection: Collection
    spread: Spread
    previous: PreviousYear


def calculate(tax_year: int, addressee_ids: NDArray[np.int64], law: Law) -> Calculated:
    """Return the assessment of these people from their documents as they are now.

    Args:
        tax_year: 年度.
        addressee_ids: Addressee numbers on the frozen list, each once, ascending.
        law: The year's law.
    """
    people = consolidate(tax_year, addressee_ids)
    assessment = assess(people.columns, law)
    previous = previous_year(tax_year, addressee_ids)
    parts = collection(people, assessment, tax_year=tax_year, previous_pension=previous.pension)
    return Calculated(
        tax_year=tax_year,
        law=law,
        people=people,
        assessment=assessment,
        collection=parts,
        spread=spread(parts, tax_year=tax_year, previous_pension=previous.pension, law=law),
        previous=previous,
    )


def people_between(tax_year: int, first: int, last: int) -> NDArray[np.int64]:
    """Return who is to be assessed, from one addressee number through another, ascending."""
    listed = TaxablePerson.objects.filter(
        list__tax_year=tax_year, included=True, addressee__gte=first, addressee__lte=last
    )
    return read_columns(listed.order_by("addressee_id"), "addressee_id")["addressee_id"]
