"""Whose documents count for whom: a merged-away number's go with the number on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.addressees.api import merged_into
from juminzei.apps.assessment.models.taxable import TaxablePerson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


def stood_for(tax_year: int, addressee_ids: NDArray[np.int64]) -> dict[int, int]:
    """Return, for merged-away numbers, which of ``addressee_ids`` they count for.

    A number that the year's frozen list includes itself, because the list was frozen before
    the merge, counts for itself: the list does not change.

    Args:
        tax_year: The year of the list.
        addressee_ids: Numbers that the list includes.
    """
    into = merged_into()
    if not into:
        return {}
    listed = set(
        TaxablePerson.objects.filter(
            list__tax_year=tax_year, included=True, addressee__in={*into, *into.values()}
        ).values_list("addressee_id", flat=True)
    )
    wanted = listed.intersection(addressee_ids.tolist())
    found = {}
    for number in into.keys() - listed:
        above: int | None = into[number]
        while above is not None and above not in listed:
            above = into.get(above)
        if above in wanted:
            found[number] = above
    return found


def in_their_place(numbers: NDArray[np.int64], others: Mapping[int, int]) -> NDArray[np.int64]:
    """Return ``numbers`` with those in ``others`` replaced by whom they count for."""
    if not others:
        return numbers
    merged = np.array(sorted(others), dtype=np.int64)
    counted = np.array([others[number] for number in merged.tolist()], dtype=np.int64)
    places = np.minimum(np.searchsorted(merged, numbers), len(merged) - 1)
    return np.where(merged[places] == numbers, counted[places], numbers)
