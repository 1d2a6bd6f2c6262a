"""Figures of 退職所得の分離課税 (地方税法328条以下)."""

from dataclasses import dataclass
from datetime import date

from juminzei.base.money import Rate
from juminzei.kernel.parameters.credits import Rates
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.standing import StandingBody


@dataclass(frozen=True, slots=True, kw_only=True)
class RetirementTerm(Section):
    """On which days a retirement payment falls due to be reckoned by this file."""

    paid_from: date
    paid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RetirementDeduction(Section):
    """退職所得控除額 by years of service."""

    yearly: int
    least: int
    long_service_years: int
    """Above so many years each further one counts ``yearly_after``."""
    yearly_after: int
    disability_addition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetirementHalf(Section):
    """2分の1課税, and who does without it."""

    rate: Rate
    short_service_years: int
    """Up to so many years of service executives have no half, others only below the limit."""
    short_term_from: date
    """From payments of this day on 短期退職手当等 have no half above the limit."""
    short_term_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetirementLevy(Section):
    """分離課税に係る所得割の税率 and rounding; designated cities have the same."""

    rate: Rates
    base_unit: int
    levy_unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetirementLaw(StandingBody):
    """退職所得の分離課税."""

    term: RetirementTerm
    deduction: RetirementDeduction
    half: RetirementHalf
    levy: RetirementLevy
