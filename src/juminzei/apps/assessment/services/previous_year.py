"""What last year's ledger says of people, where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models.ledger import AssessmentVersion, CollectionReason
from juminzei.apps.assessment.models.run import RunState
from juminzei.platform.storage.columns import read_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.base.money import Flags, Yen


@dataclass(frozen=True, slots=True, eq=False)
class PreviousYear:
    """One row a person, in the order asked for; 0 where last year knows nothing."""

    known: Flags
    aggregate_income: Yen
    pension: Yen
    """The year's amount of the part on pensions, yen."""


def previous_year(tax_year: int, addressee_ids: NDArray[np.int64]) -> PreviousYear:
    """Return what the fixed ledger of the year before ``tax_year`` says.

    In the first year of withholding about half of the part on pensions was withheld and
    stands in the ledger as its pension amount; twice that is the year's amount.

    Args:
        tax_year: The year now assessed.
        addressee_ids: Addressee numbers, ascending.
    """
    near = AssessmentVersion.objects.filter(
        tax_year=tax_year - 1,
        run__state=RunState.FIXED,
        addressee__gte=int(addressee_ids[0]),
        addressee__lte=int(addressee_ids[-1]),
    )
    found = read_columns(
        near.order_by("addressee_id", "version"),
        *("addressee_id", "aggregate_income", "pension_amount", "method_reason"),
    )
    places = np.searchsorted(addressee_ids, found["addressee_id"])
    places = np.minimum(places, len(addressee_ids) - 1)
    ours = addressee_ids[places] == found["addressee_id"]
    first = np.array(
        [CollectionReason.PENSION_FIRST in str(text) for text in found["method_reason"]], dtype=bool
    )
    pension = np.where(first, 2 * found["pension_amount"], found["pension_amount"])
    known = np.zeros(len(addressee_ids), dtype=np.bool_)
    known[places[ours]] = True
    return PreviousYear(
        known=known,
        aggregate_income=_placed(places[ours], found["aggregate_income"][ours], len(known)),
        pension=_placed(places[ours], pension[ours], len(known)),
    )


def _placed(places: NDArray[np.int64], values: Yen, people: int) -> Yen:
    """Put values in their places; the newest version comes last and stays."""
    result = np.zeros(people, dtype=np.int64)
    result[places] = values
    return result
