"""What last year's ledger says of people, where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Q

from juminzei.apps.assessment.models.ledger import AssessmentVersion, CollectionReason
from juminzei.apps.assessment.models.run import RunState
from juminzei.apps.assessment.services.stood_for import in_their_place, stood_for
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
    others = stood_for(tax_year, addressee_ids)
    wanted = Q(addressee__gte=int(addressee_ids[0]), addressee__lte=int(addressee_ids[-1]))
    if others:
        wanted |= Q(addressee__in=list(others))
    near = AssessmentVersion.objects.filter(
        wanted, tax_year=tax_year - 1, run__state=RunState.FIXED
    )
    found = read_columns(
        near.order_by("addressee_id", "version"),
        *("addressee_id", "aggregate_income", "pension_amount", "method_reason"),
    )
    persons = in_their_place(found["addressee_id"], others)
    # What stands under a person's own number comes last and so is what counts.
    order = np.argsort(persons == found["addressee_id"], kind="stable")
    found = {name: values[order] for name, values in found.items()}
    places = np.searchsorted(addressee_ids, persons[order])
    places = np.minimum(places, len(addressee_ids) - 1)
    ours = addressee_ids[places] == persons[order]
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
