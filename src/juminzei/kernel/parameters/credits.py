"""Figures of the credits (税額控除)."""

from dataclasses import dataclass

from juminzei.base.money import Rate
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.tables import AmountTable, RateTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The rates or shares of the two levying bodies."""

    municipal: Rate
    prefectural: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentCredit(Section):
    """調整控除."""

    small_income_limit: int
    base_floor: int
    aggregate_income_limit: int
    rate: Rates
    rate_in_designated_cities: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class DividendRates:
    """Rates of one levying body; the lower ones hold for the part above the limit."""

    ordinary: Rate
    ordinary_above: Rate
    investment_trust: Rate
    investment_trust_above: Rate
    foreign_currency_trust: Rate
    foreign_currency_trust_above: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class DividendLimit(Section):
    """配当控除: above this income the lower rates hold."""

    income_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DividendCredit(DividendLimit):
    """配当控除 of both bodies."""

    municipal: DividendRates
    prefectural: DividendRates
    municipal_in_designated_cities: DividendRates
    prefectural_in_designated_cities: DividendRates


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingLoanCap:
    """A limit by the base of the income tax, and in yen."""

    rate: Rate
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingLoanCredit(Section):
    """住宅借入金等特別税額控除."""

    five_percent: HousingLoanCap
    seven_percent: HousingLoanCap
    share: Rates
    share_in_designated_cities: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class DonationCredit(Section):
    """寄附金税額控除, the basic part."""

    own_burden: int
    income_limit: Rate
    rate: Rates
    rate_in_designated_cities: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class HometownDonation(Section):
    """ふるさと納税: the special part (特例控除) and the one-stop part (申告特例控除)."""

    own_burden: int
    share: Rates
    share_in_designated_cities: Rates
    levy_limit: Rate
    rate: RateTable
    """Of the gift, by the base; the first row holds for a base below 0."""
    rate_with_land_short: Rate
    """Where no base picks a row: with 課税短期譲渡所得金額. All such rates: the lowest holds."""
    rate_with_other_separate: Rate
    """Where no base picks a row: with any other separate base but forestry and retirement."""
    forestry_part: Rate
    """Where no base picks a row: by this part of 課税山林所得金額, or by 課税退職所得金額."""
    one_stop: RateTable
    national_basic_deduction: AmountTable
    """By 合計所得金額: what the rate's base is lowered by is the part above the next figure."""
    national_basic_subtracted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignTaxCredit(Section):
    """外国税額控除, limits as parts of the national limit."""

    limit: Rates
    limit_in_designated_cities: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedReduction(Section):
    """定額減税 of one tax year, for people who live in Japan."""

    taxpayer_amount: int
    spouse_amount: int
    spouse_with_income_over: int
    """A spouse counts where the taxpayer's 合計所得金額 is above this, and up to the next."""
    spouse_with_income_up_to: int
    dependant_amount: int
    aggregate_income_limit: int
    after_withheld_levy: bool
    """Whether it is taken after 配当割額・株式等譲渡所得割額控除, not before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldLevy(Section):
    """配当割額・株式等譲渡所得割額の控除."""

    share: Rates
    used_against_forest_environment_tax: bool
    """Whether what the levies cannot take is used against 森林環境税 too."""
