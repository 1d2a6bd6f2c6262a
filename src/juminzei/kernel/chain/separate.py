"""Part of the first stage: incomes that are taxed apart from the others (分離課税)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.columns import TaxpayerColumns


@dataclass(frozen=True, slots=True, eq=False)
class SeparateIncomes:
    """Separate incomes after netting and carry-forwards, before special deductions; yen."""

    land_short: Yen
    land_short_reduced: Yen
    land_long: Yen
    land_long_superior: Yen
    land_long_residence: Yen
    listed_dividend: Yen
    unlisted_shares: Yen
    listed_shares: Yen
    futures: Yen
    forestry: Yen
    retirement: Yen


def separate_incomes(columns: TaxpayerColumns) -> SeparateIncomes:
    """Return the separate incomes of all people."""
    nothing = np.zeros(len(columns), np.int64)
    return SeparateIncomes(*[nothing] * 11)
