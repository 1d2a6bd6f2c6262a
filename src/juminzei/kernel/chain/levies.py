"""Fourth and sixth stage: the base and levies before credits; levies, charges and total after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.credits import Base
from juminzei.kernel.chain.pair import Pair
from juminzei.kernel.rules import levies as rules
from juminzei.kernel.rules import levy_shares as shares
from juminzei.kernel.rules.rounding import levy_rounded, round_down, tax_base_rounded
from juminzei.kernel.rules.withheld_levy import withheld_levy_refund

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Yen
    from juminzei.kernel.chain.credits import Credits
    from juminzei.kernel.chain.deductions import Deductions
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.chain.scope import Scope
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.parameters.levies import IncomeLevy
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Levies:
    """What is owed in the end; yen."""

    income_levy: Pair
    per_capita_levy: Pair
    forest_environment_tax: Yen
    total: Yen
    withheld_levy_refund: Yen
    fixed_charge: Yen


def base_of(earned: Incomes, taken: Deductions, found: Scope, law: Law, steps: Steps) -> Base:
    """Return 課税標準額 and 算出所得割額."""
    exact = steps.take(
        "tax_base_exact",
        rules.tax_base_exact,
        total_income=earned.total,
        deduction_total=taken.total,
    )
    tax_base = steps.take("tax_base", tax_base_rounded, amount=exact, law=law.national.rounding)

    def one(body: str, levy: IncomeLevy) -> Yen:
        name = f"{body}_calculated_levy"
        exact = steps.take(
            f"{name}_exact",
            rules.calculated_levy_exact,
            tax_base=tax_base,
            owes_income_levy=found.owes_income_levy,
            law=levy,
        )
        return steps.take(name, round_down, amount=exact)

    levy = Pair(
        one("municipal", law.city.income_levy), one("prefectural", law.prefecture.income_levy)
    )
    return Base(tax_base=tax_base, gap=taken.gap, levy=levy)


def levies(
    columns: TaxpayerColumns, found: Scope, credited: Credits, law: Law, steps: Steps
) -> Levies:
    """Return the rounded levies, the fixed charge and the total."""
    left, unit = credited.left, law.national.rounding
    income_levy = Pair(
        steps.take("municipal_income_levy", levy_rounded, amount=left.municipal, law=unit),
        steps.take("prefectural_income_levy", levy_rounded, amount=left.prefectural, law=unit),
    )
    owes = found.owes_per_capita_levy
    per_capita = Pair(
        steps.take(
            "municipal_per_capita_levy",
            rules.per_capita_levy,
            owes_per_capita_levy=owes,
            law=law.city.per_capita_levy,
        ),
        steps.take(
            "prefectural_per_capita_levy",
            rules.per_capita_levy,
            owes_per_capita_levy=owes,
            law=law.prefecture.per_capita_levy,
        ),
    )
    forest = _forest_environment_tax(columns, owes, law, steps)
    return Levies(
        income_levy=income_levy,
        per_capita_levy=per_capita,
        forest_environment_tax=forest,
        withheld_levy_refund=steps.take(
            "withheld_levy_refund",
            withheld_levy_refund,
            withheld_levy=columns.withheld_levy,
            municipal=credited.withheld_levy.municipal,
            prefectural=credited.withheld_levy.prefectural,
        ),
        total=steps.take(
            "total",
            rules.total_tax,
            municipal_income_levy=income_levy.municipal,
            prefectural_income_levy=income_levy.prefectural,
            municipal_per_capita_levy=per_capita.municipal,
            prefectural_per_capita_levy=per_capita.prefectural,
            forest_environment_tax=forest,
        ),
        fixed_charge=steps.take(
            "fixed_charge",
            shares.fixed_charge,
            municipal_per_capita_levy=per_capita.municipal,
            prefectural_per_capita_levy=per_capita.prefectural,
            forest=forest,
        ),
    )


def _forest_environment_tax(columns: TaxpayerColumns, owes: Flags, law: Law, steps: Steps) -> Yen:
    """Return 森林環境税, nothing in years before it began."""
    if law.national.forest_environment_tax is None:
        return np.zeros(len(columns), np.int64)
    return steps.take(
        "forest_environment_tax",
        rules.forest_environment_tax,
        owes_per_capita_levy=owes,
        property_only=columns.property_only,
        law=law.national.forest_environment_tax,
    )
