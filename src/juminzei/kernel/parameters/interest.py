"""Figures of 延滞金 and 還付加算金."""

from dataclasses import dataclass

from juminzei.base.money import Rate
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.standing import StandingBody


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRounding(Section):
    """端数処理 of the tax that is charged on, and of the charge."""

    base_unit: int
    least_base: int
    charge_unit: int
    least_charge: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLength(Section):
    """By how many days a yearly rate is divided, in leap years too."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPeriod(Section):
    """How long the lower of both rates holds, from the day after the due date."""

    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRates(Section):
    """The rates of one calendar year (暦年), all below the ceilings of the law."""

    year: int
    first_month: Rate
    later: Rate
    refund: Rate
    """還付加算金."""
    grace: Rate | None = None
    """延滞金 while collection or realisation is put off (猶予特例基準割合)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestLaw(StandingBody):
    """延滞金・還付加算金の割合 and how they are counted."""

    rounding: ChargeRounding
    year_length: YearLength
    first_period: FirstPeriod
    rates: tuple[YearRates, ...]
