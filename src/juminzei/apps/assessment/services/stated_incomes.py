"""What the documents of a year make of everybody's income, before anything is assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from django.conf import settings

from juminzei.apps.assessment.models import Finding
from juminzei.apps.assessment.services.consolidation import consolidate
from juminzei.kernel.assess import assess
from juminzei.kernel.law import load

if TYPE_CHECKING:
    from numpy.typing import NDArray

AT_A_TIME = 20_000


class StatedIncomes(NamedTuple):
    """What documents make of people, one figure a person in the order asked for, yen."""

    aggregate_income: NDArray[np.int64]
    """合計所得金額."""
    pay_not_returned: NDArray[np.int64]
    """By how much the ruling return's pay is less than the reports', a previous job once."""
    pension_not_returned: NDArray[np.int64]
    """The same of public pensions."""


def stated_incomes(tax_year: int, addressee_ids: NDArray[np.int64]) -> StatedIncomes:
    """Return what the documents make of everybody as they stand now; nothing is written.

    Args:
        tax_year: The year whose list and documents are meant.
        addressee_ids: Addressee numbers on the frozen list, each once, ascending.

    Raises:
        juminzei.apps.assessment.services.consolidation.NotOnTheListError: Somebody is not on it.
    """
    law = load(tax_year, settings.CONFIGURATION.ordinance)
    parts = [StatedIncomes(*(np.zeros(0, dtype=np.int64) for _ in StatedIncomes._fields))]
    for first in range(0, len(addressee_ids), AT_A_TIME):
        people = consolidate(tax_year, addressee_ids[first : first + AT_A_TIME])
        parts.append(
            StatedIncomes(
                assess(people.columns, law).aggregate_income,
                people.findings[Finding.RETURN_LACKS_PAY],
                people.findings[Finding.RETURN_LACKS_PENSION],
            )
        )
    return StatedIncomes(*(np.concatenate(each) for each in zip(*parts, strict=True)))
