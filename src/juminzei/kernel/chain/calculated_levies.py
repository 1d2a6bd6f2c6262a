"""Fourth stage: the taxable bases and the levies before credits (算出所得割額)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.chain.bases import bases_of
from juminzei.kernel.chain.credits import Base
from juminzei.kernel.chain.pair import Pair
from juminzei.kernel.chain.separate_levies import separate_levies
from juminzei.kernel.rules import levies as rules
from juminzei.kernel.rules.rounding import round_down
from juminzei.kernel.separate_kinds import APART

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.deductions import Deductions
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.chain.scope import Scope
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.parameters.levies import IncomeLevy
    from juminzei.kernel.steps import Steps


def base_of(
    columns: TaxpayerColumns,
    earned: Incomes,
    taken: Deductions,
    found: Scope,
    *,
    law: Law,
    steps: Steps,
) -> Base:
    """Return 課税標準額 of every kind and 算出所得割額."""
    bases = bases_of(columns, earned, taken.total, law, steps)
    separate = bases.separate
    aggregate = steps.take(
        "aggregate_taxable_income",
        rules.aggregate_taxable_income,
        tax_base=bases.comprehensive,
        forestry_and_retirement=steps.take(
            "forestry_and_retirement",
            rules.forestry_and_retirement_base,
            tax_base_forestry=separate.forestry,
            tax_base_retirement=separate.retirement,
        ),
    )
    separate_base = steps.take(
        "separate_base",
        rules.separate_base,
        **{f"tax_base_{kind}": getattr(separate, kind) for kind in APART},
    )
    levied = separate_levies(separate, separate_base, found.owes_income_levy, law, steps)

    def one(body: str, levy: IncomeLevy, on_separate: Yen) -> Yen:
        exact = steps.take(
            f"{body}_ordinance_levy_exact",
            rules.ordinance_levy_exact,
            aggregate_taxable_income=aggregate,
            owes_income_levy=found.owes_income_levy,
            law=levy,
        )
        return steps.take(
            f"{body}_calculated_levy",
            rules.calculated_levy,
            ordinance_levy=steps.take(f"{body}_ordinance_levy", round_down, amount=exact),
            separate_levy=on_separate,
        )

    levy = Pair(
        one("municipal", law.city.income_levy, levied.municipal),
        one("prefectural", law.prefecture.income_levy, levied.prefectural),
    )
    return Base(
        bases=bases,
        aggregate_taxable_income=aggregate,
        separate_base=separate_base,
        separate_levy=levied,
        gap=taken.gap,
        levy=levy,
    )
