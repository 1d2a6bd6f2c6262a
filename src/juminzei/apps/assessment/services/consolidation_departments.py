"""What other departments know of persons: public assistance, and handbooks of disability."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.departments.api import assisted_on, disability_on
from juminzei.base.citation import cites

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.base.money import Counts, Flags


@dataclass(frozen=True, slots=True, eq=False)
class KnownElsewhere:
    """One row a person, in the order asked for."""

    assisted: Flags
    """生活扶助 on the assessment date."""
    disability: Counts
    """Class on 31 December of the income year: 1 障害者, 2 特別障害者, 0 none on record."""


@cites("地方税法295条1項1号", "地方税法314条の2第9項")
def known_elsewhere(tax_year: int, addressee_ids: NDArray[np.int64]) -> KnownElsewhere:
    """Return what departments' records say of persons.

    Args:
        tax_year: 年度; assistance counts on its 1 January, disability on the day before.
        addressee_ids: Addressee numbers.
    """
    numbers = addressee_ids.tolist()
    assisted = assisted_on(numbers, date(tax_year, 1, 1))
    classes = disability_on(numbers, date(tax_year - 1, 12, 31))
    return KnownElsewhere(
        assisted=np.array([number in assisted for number in numbers], dtype=np.bool_),
        disability=np.array(
            [classes[number][1] if number in classes else 0 for number in numbers], dtype=np.int64
        ),
    )
