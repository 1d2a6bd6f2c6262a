"""山林所得."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.parameters.incomes import Forestry


@cites("所得税法32条4項")
def forestry_special_deduction(*, forestry: Yen, forestry_deduction: Yen, law: Forestry) -> Yen:
    """Return the special deduction: as asked, at most the law's and at most the gain."""
    return at_most(at_most(forestry_deduction, law.special_deduction), not_below_zero(forestry))


@cites("所得税法32条3項")
def forestry_income(*, forestry: Yen, special_deduction: Yen) -> Yen:
    """Return 山林所得, below 0 in a loss."""
    return forestry - special_deduction
