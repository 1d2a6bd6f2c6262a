"""What the documents of a year make of everybody's income, before anything is assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from django.conf import settings

from juminzei.apps.assessment.services.consolidation import consolidate
from juminzei.kernel.assess import assess
from juminzei.kernel.law import load

if TYPE_CHECKING:
    from numpy.typing import NDArray

AT_A_TIME = 20_000


def aggregate_incomes(tax_year: int, addressee_ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return everybody's 合計所得金額 in yen, as the documents stand now; nothing is written.

    Args:
        tax_year: The year whose list and documents are meant.
        addressee_ids: Addressee numbers on the frozen list, each once, ascending.

    Raises:
        juminzei.apps.assessment.services.consolidation.NotOnTheListError: Somebody is not on it.
    """
    law = load(tax_year, settings.CONFIGURATION.ordinance)
    found = [
        assess(consolidate(tax_year, addressee_ids[first : first + AT_A_TIME]).columns, law)
        for first in range(0, len(addressee_ids), AT_A_TIME)
    ]
    return np.concatenate([one.aggregate_income for one in found] or [np.zeros(0, dtype=np.int64)])
