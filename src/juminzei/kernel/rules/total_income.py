"""総所得金額, 合計所得金額 and 総所得金額等."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Yen


@cites("所得税法22条", "所得税法69条", "地方税法32条", "地方税法313条")
def total_income(
    *,
    employment_after_adjustments: Yen,
    income_public_pension: Yen,
    income_business: Yen,
    income_real_estate: Yen,
    income_interest: Yen,
    income_dividend: Yen,
    income_miscellaneous: Yen,
) -> Yen:
    """Return 総所得金額: losses of business and real estate are set off (損益通算), floor 0."""
    earned = employment_after_adjustments + income_public_pension + income_miscellaneous
    return not_below_zero(
        earned + income_business + income_real_estate + income_interest + income_dividend
    )


@cites("地方税法23条1項13号", "地方税法292条1項13号")
def aggregate_income(*, total_income: Yen) -> Yen:
    """Return 合計所得金額, before carried-forward losses."""
    return total_income.copy()


@cites("地方税法32条", "地方税法313条")
def total_income_etc(*, total_income: Yen) -> Yen:
    """Return 総所得金額等, after carried-forward losses."""
    return total_income.copy()
