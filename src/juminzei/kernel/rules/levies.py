"""The levies: 所得割 before credits, 均等割 and 森林環境税."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.base.money import not_below_zero
from juminzei.kernel.exemption import Exemption

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.base.money import Exact, Flags, Yen
    from juminzei.kernel.parameters.levies import ForestEnvironmentTax, IncomeLevy, PerCapitaLevy


@cites("地方税法35条", "地方税法314条の3")
def tax_base_exact(*, total_income: Yen, deduction_total: Yen) -> Yen:
    """Return 課税総所得金額 before it is cut to thousands."""
    return not_below_zero(total_income - deduction_total)


@cites("地方税法294条1項", "地方税法295条", "地方税法附則3条の3")
def owes_income_levy(*, exempt: NDArray[np.int8], property_only: Flags) -> Flags:
    """Return who is charged 所得割: resident and not exempt."""
    not_exempt: Flags = exempt == Exemption.NONE
    return not_exempt & ~property_only


@cites("地方税法24条1項", "地方税法294条1項", "地方税法295条")
def owes_per_capita_levy(*, exempt: NDArray[np.int8]) -> Flags:
    """Return who is charged 均等割: everybody but those who owe nothing at all."""
    wholly_taxed: Flags = exempt == Exemption.NONE
    partly_taxed: Flags = exempt == Exemption.INCOME_LEVY_THRESHOLD
    return wholly_taxed | partly_taxed


@cites("地方税法35条", "地方税法314条の3")
def forestry_and_retirement_base(*, tax_base_forestry: Yen, tax_base_retirement: Yen) -> Yen:
    """Return what bears the ordinances' rates beside 課税総所得金額."""
    return tax_base_forestry + tax_base_retirement


@cites("地方税法37条", "地方税法314条の6")
def aggregate_taxable_income(*, tax_base: Yen, forestry_and_retirement: Yen) -> Yen:
    """Return 合計課税所得金額: what bears the rates of the ordinances."""
    return tax_base + forestry_and_retirement


@cites("地方税法35条", "地方税法314条の3")
def ordinance_levy_exact(
    *, aggregate_taxable_income: Yen, owes_income_levy: Flags, law: IncomeLevy
) -> Exact:
    """Return one body's levy at the rate of its ordinance, before yen are rounded."""
    return law.rate.times(aggregate_taxable_income * owes_income_levy)


@cites("地方税法附則33条の2", "地方税法附則34条", "地方税法附則35条")
def separate_base(
    *,
    tax_base_land_short: Yen,
    tax_base_land_short_reduced: Yen,
    tax_base_land_long: Yen,
    tax_base_land_long_superior: Yen,
    tax_base_land_long_residence: Yen,
    tax_base_listed_dividend: Yen,
    tax_base_unlisted_shares: Yen,
    tax_base_listed_shares: Yen,
    tax_base_futures: Yen,
) -> Yen:
    """Return the bases of all separate incomes but 山林 and 退職."""
    short = tax_base_land_short + tax_base_land_short_reduced
    long = tax_base_land_long + tax_base_land_long_superior + tax_base_land_long_residence
    shares = tax_base_unlisted_shares + tax_base_listed_shares
    together: Yen = short + long + shares + tax_base_listed_dividend + tax_base_futures
    return together


@cites("地方税法35条", "地方税法314条の3", "地方税法附則33条の2", "地方税法附則34条")
def calculated_levy(*, ordinance_levy: Yen, separate_levy: Yen) -> Yen:
    """Return one body's 算出所得割額."""
    return ordinance_levy + separate_levy


@cites("地方税法38条", "地方税法310条")
def per_capita_levy(*, owes_per_capita_levy: Flags, law: PerCapitaLevy) -> Yen:
    """Return one body's 均等割."""
    return owes_per_capita_levy * np.int64(law.amount)


@cites("森林環境税及び森林環境譲与税に関する法律3条", "森林環境税及び森林環境譲与税に関する法律4条")
def forest_environment_tax(
    *, owes_per_capita_levy: Flags, property_only: Flags, law: ForestEnvironmentTax
) -> Yen:
    """Return 森林環境税, which is charged where the address is."""
    return (owes_per_capita_levy & ~property_only) * np.int64(law.amount)


@cites("地方税法41条", "地方税法319条")
def total_tax(
    *,
    municipal_income_levy: Yen,
    prefectural_income_levy: Yen,
    municipal_per_capita_levy: Yen,
    prefectural_per_capita_levy: Yen,
    forest_environment_tax: Yen,
) -> Yen:
    """Return 年税額, both bodies' levies and the forest tax."""
    income_levy = municipal_income_levy + prefectural_income_levy
    per_capita = municipal_per_capita_levy + prefectural_per_capita_levy
    return income_levy + per_capita + forest_environment_tax
