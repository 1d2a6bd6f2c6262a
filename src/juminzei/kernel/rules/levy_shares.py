"""併徴: the income levy divided by kinds of income, each collected in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import Proportion, not_below_zero, rounded_down_to

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.parameters.levies import LevyShares


@cites("地方税法321条の3第2項")
def income_besides_pay_and_pension(
    *, total_income_etc: Yen, income_from_work: Yen, income_public_pension: Yen
) -> Yen:
    """Return what of 総所得金額等, with separate incomes, is neither pay nor pension."""
    return not_below_zero(total_income_etc - income_from_work - income_public_pension)


@cites("地方税法41条", "地方税法319条")
def income_levy(*, municipal: Yen, prefectural: Yen) -> Yen:
    """Return both bodies' 所得割 together, as they are collected."""
    return municipal + prefectural


@cites("地方税法321条の7の2")
def incomes_beside_pension(*, income_from_work: Yen, income_besides_pay_and_pension: Yen) -> Yen:
    """Return what the pension shares the levy with."""
    return income_from_work + income_besides_pay_and_pension


@cites("地方税法321条の3第2項")
def income_from_work_and_pension(*, income_from_work: Yen, income_public_pension: Yen) -> Yen:
    """Return what other incomes share the levy with."""
    return income_from_work + income_public_pension


@cites("地方税法321条の3", "地方税法321条の7の2")
def levy_share_exact(*, income_levy: Yen, income: Yen, other_incomes: Yen) -> Proportion:
    """Return the part of the levy that falls on one kind of income, before rounding."""
    return Proportion(income_levy, income, other_incomes)


@cites("地方税法321条の3", "地方税法321条の7の2")
def levy_share(*, amount: Proportion, law: LevyShares) -> Yen:
    """Return a part of the levy, cut to the unit."""
    return rounded_down_to(law.unit, amount.down())


@cites("地方税法321条の3")
def levy_on_employment(
    *, income_levy: Yen, pension_share: Yen, other_share: Yen, income_from_work: Yen
) -> Yen:
    """Return the part on pay, which takes what rounding left of the others."""
    return (income_levy - pension_share - other_share) * (income_from_work > 0)


@cites("地方税法321条の7の2")
def levy_on_pension(
    *,
    income_levy: Yen,
    levy_on_employment: Yen,
    pension_share: Yen,
    other_share: Yen,
    income_public_pension: Yen,
) -> Yen:
    """Return the part on the pension; without pay it takes what rounding left."""
    rest = income_levy - levy_on_employment - pension_share - other_share
    return pension_share + rest * (income_public_pension > 0)


@cites("地方税法319条")
def levy_on_other(*, income_levy: Yen, levy_on_employment: Yen, levy_on_pension: Yen) -> Yen:
    """Return the part on all other incomes."""
    return income_levy - levy_on_employment - levy_on_pension


@cites("地方税法321条の3", "地方税法321条の7の2")
def fixed_charge(
    *, municipal_per_capita_levy: Yen, prefectural_per_capita_levy: Yen, forest: Yen
) -> Yen:
    """Return 均等割 and 森林環境税, which go whole with one way of collection."""
    return municipal_per_capita_levy + prefectural_per_capita_levy + forest
