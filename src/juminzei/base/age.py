"""Ages by 年齢計算ニ関スル法律: a year is complete at the end of the day before the birthday."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.base.money import Counts

ORDINAL_OF_1970 = date(1970, 1, 1).toordinal()


@cites("年齢計算ニ関スル法律", "民法143条")
def age_on(day: date, birth: date) -> int:
    """Return the whole years reached by the end of ``day``, 0 before birth.

    Whoever is born on 2 January reaches his next age at the end of 1 January.
    """
    following = date.fromordinal(day.toordinal() + 1)
    before_birthday = (following.month, following.day) < (birth.month, birth.day)
    return max(0, following.year - birth.year - before_birthday)


def age_at_end_of(income_year: int, birth: date) -> int:
    """Return the age on 31 December, on which deductions depend; 1 January birthdays count."""
    return age_on(date(income_year, 12, 31), birth)


def ages(birth_ordinals: NDArray[np.int64], *, at_end_of: int) -> Counts:
    """Return the ages on 31 December of many people at once.

    Args:
        birth_ordinals: Birth dates as ``date.toordinal()`` counts days.
        at_end_of: The income year.
    """
    days = (birth_ordinals - ORDINAL_OF_1970).astype("datetime64[D]")
    years = days.astype("datetime64[Y]")
    # On 31 December everybody born in a calendar year has had the birthday; those of
    # 1 January have already completed the next year of age.
    on_new_year = days == years.astype("datetime64[D]")
    age: Counts = at_end_of - (years.astype(np.int64) + 1970) + on_new_year
    return np.maximum(age, 0)
