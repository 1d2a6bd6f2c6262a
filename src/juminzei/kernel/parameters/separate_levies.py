"""Figures of separate taxation (分離課税): a rate for each kind of income."""

from dataclasses import dataclass

from juminzei.kernel.parameters.credits import Rates
from juminzei.kernel.parameters.section import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class SeparateLevy(Section):
    """One kind of separate income, at one rate."""

    rate: Rates
    rate_in_designated_cities: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class TieredLevy(SeparateLevy):
    """One kind of separate income, at a lower rate up to a limit."""

    reduced_up_to: int
    reduced_rate: Rates
    reduced_rate_in_designated_cities: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class SeparateLevies:
    """Every kind whose rate the nation fixes.

    山林所得 and 退職所得 are not here: they bear the rate of the ordinances, together with
    課税総所得金額 (地方税法35条, 314条の3).
    """

    land_short: SeparateLevy
    land_short_reduced: SeparateLevy
    land_long: SeparateLevy
    land_long_superior: TieredLevy
    land_long_residence: TieredLevy
    listed_dividend: SeparateLevy
    unlisted_shares: SeparateLevy
    listed_shares: SeparateLevy
    futures: SeparateLevy
