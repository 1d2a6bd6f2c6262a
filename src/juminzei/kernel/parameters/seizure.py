"""Figures of what of pay cannot be seized (国税徴収法76条)."""

from dataclasses import dataclass

from juminzei.base.money import Rate
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.standing import StandingBody


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsistence(Section):
    """最低生活費 of one month (1項4号)."""

    debtor: int
    family_member: int
    days_a_month: int
    """Pay for days has this part of it for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Section):
    """地位体面維持費 (1項5号): a part of what the other items leave."""

    rate: Rate
    most_times_subsistence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetirementPay(Section):
    """退職手当等 (4項)."""

    months: int
    """So many months' subsistence are protected."""
    years_included: int
    rate_a_year: Rate
    """Of that sum, for each year of service above ``years_included``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayRounding(Section):
    """Practice, not statute: pay is cut to the unit, what is protected is raised to it."""

    unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Section):
    """滞納者の承諾 (5項)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureLaw(StandingBody):
    """給与の差押禁止."""

    subsistence: Subsistence
    standing: Standing
    retirement_pay: RetirementPay
    rounding: PayRounding
    consent: Consent
