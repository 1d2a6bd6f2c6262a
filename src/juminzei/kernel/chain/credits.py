"""Fifth stage: credits (税額控除) in the order of the law, each from what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.chain.dividend import dividend
from juminzei.kernel.chain.donation import donation
from juminzei.kernel.chain.last_credits import fixed_reduction, relief, withheld_levy
from juminzei.kernel.chain.pair import Pair, after, within
from juminzei.kernel.chain.small_credits import adjustment, foreign_tax, housing_loan

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.bases import TaxBases
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.chain.scope import Scope
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """What the credits are worked out from."""

    bases: TaxBases
    aggregate_taxable_income: Yen
    """合計課税所得金額: 課税総所得金額 with 山林 and 退職."""
    separate_base: Yen
    """All other separate bases together."""
    separate_levy: Pair
    gap: Yen
    levy: Pair
    """算出所得割額 of both bodies."""


@dataclass(frozen=True, slots=True, eq=False)
class Credits:
    """Each credit as it was taken, and what is left of the levies, not yet rounded."""

    adjustment: Pair
    dividend: Pair
    housing_loan: Pair
    donation: Pair
    foreign_tax: Pair
    relief: Pair
    fixed_reduction: Pair
    withheld_levy: Pair
    left: Pair


def credits_taken(
    columns: TaxpayerColumns, earned: Incomes, found: Scope, base: Base, *, law: Law, steps: Steps
) -> Credits:
    """Return all credits; the order of the lines is the order of the law."""
    taken: dict[str, Pair] = {}
    left = base.levy

    def take(name: str, credit: Pair) -> Pair:
        taken[name] = within(f"{name}_credit", credit, left, steps)
        return after(name, left, taken[name], steps)

    left = take("adjustment", adjustment(earned, base, law, steps))
    after_adjustment = left
    left = take("dividend", dividend(columns, base, law, steps))
    left = take("housing_loan", housing_loan(columns, law, steps))
    left = take("donation", donation(columns, earned, base, after_adjustment, law=law, steps=steps))
    left = take("foreign_tax", foreign_tax(columns, law, steps))
    left = take("relief", relief(earned, found, left, steps))
    reduction = law.national.fixed_reduction
    if reduction is not None and reduction.after_withheld_levy:
        left = take("withheld_levy", withheld_levy(columns, law, steps))
        left = take("fixed_reduction", fixed_reduction(columns, earned, left, law, steps))
    else:
        left = take("fixed_reduction", fixed_reduction(columns, earned, left, law, steps))
        left = take("withheld_levy", withheld_levy(columns, law, steps))
    return Credits(**taken, left=left)
