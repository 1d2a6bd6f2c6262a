"""総所得金額, 合計所得金額 and 総所得金額等."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from juminzei.base.money import Yen


@cites("地方税法附則33条の2", "地方税法附則34条", "地方税法附則35条", "地方税法附則35条の4")
def separate_income_total(
    *,
    land_short: Yen,
    land_short_reduced: Yen,
    land_long: Yen,
    land_long_superior: Yen,
    land_long_residence: Yen,
    listed_dividend: Yen,
    unlisted_shares: Yen,
    listed_shares: Yen,
    futures: Yen,
) -> Yen:
    """Return the sum of the separate incomes, land before its special deductions."""
    land = land_short + land_short_reduced + land_long + land_long_superior + land_long_residence
    return land + listed_dividend + unlisted_shares + listed_shares + futures


@cites("地方税法23条1項13号", "地方税法292条1項13号")
def aggregate_income(
    *, comprehensive: Yen, forestry_income: Yen, retirement_income: Yen, separate: Yen
) -> Yen:
    """Return 合計所得金額: before losses of former years and special deductions of land."""
    return comprehensive + forestry_income + retirement_income + separate


@cites("所得税法22条", "地方税法32条", "地方税法313条")
def total_income(*, comprehensive: Yen) -> Yen:
    """Return 総所得金額, after losses of former years."""
    return comprehensive.copy()


@cites("地方税法32条", "地方税法313条", "地方税法附則33条の2", "地方税法附則34条")
def total_income_etc(
    *, total_income: Yen, forestry_income: Yen, retirement_income: Yen, separate: Yen
) -> Yen:
    """Return 総所得金額等: all after losses of former years, land before special deductions."""
    return total_income + forestry_income + retirement_income + separate
