"""Who is on the year's frozen list, as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from juminzei.apps.assessment.models import TaxablePerson
from juminzei.platform.storage.columns import read_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray


class ListedPersons(NamedTuple):
    """Everybody on the year's frozen list, ascending; equally long columns."""

    addressee_ids: NDArray[np.int64]
    property_only: NDArray[np.bool_]


def listed_persons(tax_year: int) -> ListedPersons:
    """Return who is included in the frozen list; nobody before it is frozen."""
    rows = TaxablePerson.objects.filter(list__tax_year=tax_year, included=True)
    found = read_columns(rows.order_by("addressee_id"), "addressee_id", "property_only")
    return ListedPersons(found["addressee_id"].astype(np.int64), found["property_only"])
