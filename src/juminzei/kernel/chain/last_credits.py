"""Part of the fifth stage: 調整措置, 定額減税 and 配当割額・株式等譲渡所得割額控除."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.chain.few import few_with, nothing
from juminzei.kernel.chain.pair import Pair
from juminzei.kernel.rules import fixed_reduction as fixed
from juminzei.kernel.rules import income_levy_relief as relieving
from juminzei.kernel.rules import withheld_levy as withheld
from juminzei.kernel.rules.rounding import round_down, round_up

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.chain.scope import Scope
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


def relief(earned: Incomes, found: Scope, left: Pair, steps: Steps) -> Pair:
    """Return 所得割の調整措置."""
    whole = steps.take(
        "income_levy_relief",
        relieving.income_levy_relief,
        total_income_etc=earned.total_etc,
        threshold=found.income_levy_threshold,
        municipal_levy=left.municipal,
        prefectural_levy=left.prefectural,
    )
    few = few_with(whole)
    if not few:
        return nothing(len(whole))
    relieved, levy = few.of(whole), few.pair(left)

    def share(body: str, own: Yen, other: Yen) -> Yen:
        exact = steps.take(
            f"{body}_relief_share_exact",
            relieving.relief_share_exact,
            relief=relieved,
            own_levy=own,
            other_levy=other,
        )
        return steps.take(f"{body}_relief_share", round_up, amount=exact)

    return few.among_all(
        Pair(
            share("municipal", levy.municipal, levy.prefectural),
            share("prefectural", levy.prefectural, levy.municipal),
        )
    )


def fixed_reduction(
    columns: TaxpayerColumns, earned: Incomes, left: Pair, law: Law, steps: Steps
) -> Pair:
    """Return 定額減税, nothing in years without it."""
    if law.national.fixed_reduction is None:
        return nothing(len(columns))
    whole = steps.take(
        "fixed_reduction",
        fixed.fixed_reduction,
        spouse=steps.take(
            "spouse_for_fixed_reduction",
            fixed.spouse_for_fixed_reduction,
            spouse_same_livelihood=earned.spouse_same_livelihood,
            spouse_abroad=columns.spouse_abroad,
            aggregate_income=earned.aggregate,
            law=law.national.fixed_reduction,
        ),
        dependants=steps.take(
            "dependants_for_fixed_reduction",
            fixed.dependants_for_fixed_reduction,
            dependants_under16=columns.dependants_under16,
            dependants_other=columns.dependants_other,
            dependants_specified=columns.dependants_specified,
            dependants_elderly=columns.dependants_elderly,
            dependants_abroad=columns.dependants_abroad,
        ),
        aggregate_income=earned.aggregate,
        municipal_levy=left.municipal,
        prefectural_levy=left.prefectural,
        law=law.national.fixed_reduction,
    )
    exact = steps.take(
        "prefectural_fixed_reduction_exact",
        fixed.prefectural_fixed_reduction_exact,
        fixed_reduction=whole,
        municipal_levy=left.municipal,
        prefectural_levy=left.prefectural,
    )
    prefectural = steps.take("prefectural_fixed_reduction", round_up, amount=exact)
    municipal = steps.take(
        "municipal_fixed_reduction",
        fixed.municipal_fixed_reduction,
        fixed_reduction=whole,
        prefectural=prefectural,
    )
    return Pair(municipal, prefectural)


def withheld_levy(columns: TaxpayerColumns, law: Law, steps: Steps) -> Pair:
    """Return both bodies' parts of what was withheld at the source."""
    few = few_with(columns.withheld_levy)
    if not few:
        return nothing(len(columns))
    withheld_levy = few.of(columns.withheld_levy)
    exact = steps.take(
        "prefectural_withheld_levy_exact",
        withheld.prefectural_withheld_levy_exact,
        withheld_levy=withheld_levy,
        law=law.national.withheld_levy,
    )
    prefectural = steps.take("prefectural_withheld_levy", round_down, amount=exact)
    municipal = steps.take(
        "municipal_withheld_levy",
        withheld.municipal_withheld_levy,
        withheld_levy=withheld_levy,
        prefectural=prefectural,
    )
    return few.among_all(Pair(municipal, prefectural))
