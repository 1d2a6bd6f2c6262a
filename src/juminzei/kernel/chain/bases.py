"""Part of the fourth stage: the taxable bases (課税標準額), one for each kind of income."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.rules import levies as rules
from juminzei.kernel.rules.rounding import tax_base_rounded

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class SeparateBases:
    """What is taxed of each separate income, whole thousands of yen."""

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


@dataclass(frozen=True, slots=True, eq=False)
class TaxBases:
    """課税総所得金額 and the separate bases, whole thousands of yen."""

    comprehensive: Yen
    separate: SeparateBases


def bases_of(
    columns: TaxpayerColumns, earned: Incomes, deduction_total: Yen, law: Law, steps: Steps
) -> TaxBases:
    """Return what is taxed of each kind of income, after deductions and rounding."""
    exact = steps.take(
        "tax_base_exact",
        rules.tax_base_exact,
        total_income=earned.total,
        deduction_total=deduction_total,
    )
    base = steps.take("tax_base", tax_base_rounded, amount=exact, law=law.national.rounding)
    nothing = np.zeros(len(columns), np.int64)
    return TaxBases(base, SeparateBases(*[nothing] * 11))
