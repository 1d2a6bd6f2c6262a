"""Part of the fourth stage: the taxable bases (課税標準額), one for each kind of income."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.few import few_with
from juminzei.kernel.chain.separate import SeparateAmounts
from juminzei.kernel.rules import land, taking_off
from juminzei.kernel.rules import levies as rules
from juminzei.kernel.rules.rounding import tax_base_rounded
from juminzei.kernel.separate_kinds import KINDS, LONG, SHORT

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.few import Few
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.shared_law import SharedLaw
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class TaxBases:
    """課税総所得金額 and the separate bases, whole thousands of yen."""

    comprehensive: Yen
    separate: SeparateAmounts


def bases_of(
    columns: TaxpayerColumns, earned: Incomes, deduction_total: Yen, law: SharedLaw, steps: Steps
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
    bases = dict.fromkeys(KINDS, nothing)
    few = few_with(*(getattr(earned.separate, kind) for kind in KINDS))
    if few:
        left = steps.take(
            "comprehensive_deductions_left",
            taking_off.deductions_left,
            deduction=few.of(deduction_total),
            income=few.of(earned.total),
        )
        incomes = {kind: few.of(getattr(earned.separate, kind)) for kind in KINDS}
        had = {kind: income for kind, income in incomes.items() if income.any()}
        taxed = had | _after_special_deductions(columns, few, had, law, steps)
        of_few = _after_deductions(taxed, left, law, steps)
        bases |= {kind: few.put_back(taxable) for kind, taxable in of_few.items()}
    return TaxBases(base, SeparateAmounts(**bases))


def _after_special_deductions(
    columns: TaxpayerColumns, few: Few, incomes: dict[str, Yen], law: SharedLaw, steps: Steps
) -> dict[str, Yen]:
    """Return the land kinds after 特別控除, which share one limit a year."""
    room = np.full(len(few.rows), law.national.land_special_deduction.yearly_limit)
    taxed = {}
    for kind in (*SHORT, *LONG):
        asked = few.of(getattr(columns, f"separate_{kind}_deduction"))
        if kind not in incomes or not asked.any():
            continue
        taken = steps.take(
            f"{kind}_special_deduction",
            land.land_special_deduction,
            asked=asked,
            income=incomes[kind],
            room=room,
        )
        room = steps.take(
            f"{kind}_special_deduction_room",
            land.land_special_deduction_room,
            room=room,
            taken=taken,
        )
        taxed[kind] = steps.take(
            f"{kind}_taxed", land.land_taxed, income=incomes[kind], special_deduction=taken
        )
    return taxed


def _after_deductions(
    incomes: dict[str, Yen], left: Yen, law: SharedLaw, steps: Steps
) -> dict[str, Yen]:
    """Return the bases after 所得控除, taken off in the order of the kinds, and rounding."""
    bases = {}
    for kind, income in incomes.items():
        exact = steps.take(
            f"{kind}_after_deductions",
            taking_off.income_after_deductions,
            income=income,
            deduction=left,
        )
        left = steps.take(
            f"{kind}_deductions_left", taking_off.deductions_left, deduction=left, income=income
        )
        bases[kind] = steps.take(
            f"tax_base_{kind}", tax_base_rounded, amount=exact, law=law.national.rounding
        )
    return bases
