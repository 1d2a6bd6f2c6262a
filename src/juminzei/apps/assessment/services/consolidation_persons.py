"""The persons to be assessed, as the frozen list has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models.taxable import TaxablePerson
from juminzei.base.age import ages
from juminzei.base.citation import cites
from juminzei.platform.storage.columns import read_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.base.money import Counts, Flags
    from juminzei.kernel.law import Law

EPOCH = date(1970, 1, 1).toordinal()
FEMALE = "2"


class NotOnTheListError(Exception):
    """A person is not included in the frozen list of the year; nothing was consolidated."""


@dataclass(frozen=True, slots=True, eq=False)
class Persons:
    """What the frozen list says, one row a person, in the order asked for."""

    birth_on: NDArray[np.datetime64]
    """``datetime64[D]``, ``NaT`` where unknown."""
    age: Counts
    """On 31 December of the income year; 0 where the birthday is unknown."""
    minor: Flags
    """Below the year's age of majority on the assessment date, married or not."""
    female: Flags
    property_only: Flags


def persons_on_the_list(tax_year: int, addressee_ids: NDArray[np.int64], law: Law) -> Persons:
    """Return what the frozen list of the year says of these persons.

    Args:
        tax_year: The year of the list.
        addressee_ids: Who is asked for, ascending.
        law: Says at which age people are of age.

    Raises:
        NotOnTheListError: Somebody is not included in it, or it is not frozen yet.
    """
    found = read_columns(
        TaxablePerson.objects.filter(
            list__tax_year=tax_year,
            included=True,
            addressee_id__gte=int(addressee_ids[0]),
            addressee_id__lte=int(addressee_ids[-1]),
        ).order_by("addressee_id"),
        *("addressee_id", "birth_on", "sex", "property_only"),
    )
    wanted = np.isin(found["addressee_id"], addressee_ids)
    missing = np.setdiff1d(addressee_ids, found["addressee_id"])
    if len(missing):
        raise NotOnTheListError(
            f"{tax_year} 年度の課税対象者名簿に、宛名番号 {missing[0]:010d} ほか"
            f"（計 {len(missing)} 人）が載っていません。名簿の確定と対象者を確かめてください。"
        )
    birth_on = found["birth_on"][wanted]
    return Persons(
        birth_on=birth_on,
        age=_ages(birth_on, at_end_of=tax_year - 1),
        minor=_minor(birth_on, tax_year, law.national.personal_exemption.minor_below_age),
        female=found["sex"][wanted] == FEMALE,
        property_only=found["property_only"][wanted],
    )


def _ages(birth_on: NDArray[np.datetime64], *, at_end_of: int) -> Counts:
    unknown = np.isnat(birth_on)
    days = np.where(unknown, np.datetime64(f"{at_end_of}-12-31"), birth_on).astype(np.int64)
    return np.where(unknown, 0, ages(days + EPOCH, at_end_of=at_end_of))


@cites("地方税法295条1項2号", "民法4条", "年齢計算ニ関スル法律")
def _minor(birth_on: NDArray[np.datetime64], tax_year: int, below_age: int) -> Flags:
    """Return who is below an age on 1 January: born on 3 January so many years before, or later.

    Whoever is born on 2 January reaches the age at the end of 1 January.
    """
    first_minor = date(tax_year - below_age, 1, 3)
    return birth_on >= np.datetime64(first_minor)
