"""The rates and shares of city and prefecture, which designated cities have of their own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from juminzei.kernel.parameters.separate_levies import SeparateLevies, TieredLevy

if TYPE_CHECKING:
    from juminzei.kernel.law_bodies import NationalLaw
    from juminzei.kernel.parameters.credits import DividendRates, Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers:
    """The rates of one kind of separate income: ``reduced`` up to the limit, then ``rate``."""

    rate: Rates
    reduced_up_to: int
    reduced_rate: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class SeparateRates:
    """What the kinds of separate income bear; names are those of the taxable bases."""

    land_short: Rates
    land_short_reduced: Rates
    land_long: Rates
    land_long_superior: Tiers
    land_long_residence: Tiers
    listed_dividend: Rates
    unlisted_shares: Rates
    listed_shares: Rates
    futures: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRates:
    """Everything national that differs between designated cities (指定都市) and others."""

    adjustment: Rates
    municipal_dividend: DividendRates
    prefectural_dividend: DividendRates
    housing_loan: Rates
    donation: Rates
    hometown: Rates
    foreign_tax: Rates
    separate: SeparateRates


def body_rates(national: NationalLaw, *, designated_city: bool) -> BodyRates:
    """Return the set that holds in a city.

    Args:
        national: The nation's law, which has both sets.
        designated_city: Whether the city is a 指定都市.
    """
    adjustment, dividend = national.adjustment_credit, national.dividend_credit
    housing, donation = national.housing_loan_credit, national.donation_credit
    hometown, foreign = national.hometown_donation, national.foreign_tax_credit
    separate = _separate(national.separate_levy, designated_city=designated_city)
    if designated_city:
        return BodyRates(
            adjustment=adjustment.rate_in_designated_cities,
            municipal_dividend=dividend.municipal_in_designated_cities,
            prefectural_dividend=dividend.prefectural_in_designated_cities,
            housing_loan=housing.share_in_designated_cities,
            donation=donation.rate_in_designated_cities,
            hometown=hometown.share_in_designated_cities,
            foreign_tax=foreign.limit_in_designated_cities,
            separate=separate,
        )
    return BodyRates(
        adjustment=adjustment.rate,
        municipal_dividend=dividend.municipal,
        prefectural_dividend=dividend.prefectural,
        housing_loan=housing.share,
        donation=donation.rate,
        hometown=hometown.share,
        foreign_tax=foreign.limit,
        separate=separate,
    )


def _separate(levies: SeparateLevies, *, designated_city: bool) -> SeparateRates:
    rates: dict[str, Rates | Tiers] = {}
    for kind in fields(SeparateRates):
        levy = getattr(levies, kind.name)
        rate = levy.rate_in_designated_cities if designated_city else levy.rate
        if not isinstance(levy, TieredLevy):
            rates[kind.name] = rate
            continue
        reduced = levy.reduced_rate
        if designated_city:
            reduced = levy.reduced_rate_in_designated_cities
        rates[kind.name] = Tiers(rate=rate, reduced_up_to=levy.reduced_up_to, reduced_rate=reduced)
    return SeparateRates(**rates)  # type: ignore[arg-type]  # the names are its fields
