"""Kinds of family (家族の区分), as the tax knows them: by what a person declared.

The tax is a person's, not a household's. Somebody whose spouse earns too much to be declared
is ``ALONE`` here, and a child is counted with the one parent who declares it.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.kernel.columns import TaxpayerColumns

ELDERLY_FROM_AGE = 65
OTHER_RELATIVES = (
    "dependants_other",
    "dependants_specified",
    "dependants_elderly",
    "dependants_abroad_ineligible",
    *(f"specified_relatives_{row}" for row in range(1, 8)),
)


class Family(IntEnum):
    """Each person is of the first kind that fits, in this order from the end to the start."""

    ALONE = 0
    COUPLE = 1
    ELDERLY_ALONE = 2
    ELDERLY_COUPLE = 3
    WITH_OTHER_RELATIVES = 4
    WITH_CHILDREN = 5
    SINGLE_PARENT = 6

    @property
    def label(self) -> str:
        """Japanese, for screens and tables."""
        return (
            "本人のみ（65歳未満）",
            "配偶者と本人（65歳未満）",
            "本人のみ（65歳以上）",
            "配偶者と本人（65歳以上）",
            "16歳以上の親族を扶養",
            "16歳未満の子を扶養",
            "ひとり親",
        )[self]


def families(columns: TaxpayerColumns) -> NDArray[np.int8]:
    """Return the kind of family of each person, codes of :class:`Family`.

    A single parent is one by declaration, whether or not the income leaves the deduction.
    """
    spouse, elderly = columns.has_spouse, columns.age >= ELDERLY_FROM_AGE
    kind = spouse.astype(np.int8) + 2 * elderly.astype(np.int8)
    others = np.zeros(len(columns), np.bool_)
    for name in OTHER_RELATIVES:
        others |= getattr(columns, name) > 0
    kind[others] = Family.WITH_OTHER_RELATIVES
    kind[columns.dependants_under16 > 0] = Family.WITH_CHILDREN
    kind[columns.single_parent > 0] = Family.SINGLE_PARENT
    return kind
