"""Figures that only the national income tax has (所得税・復興特別所得税)."""

from dataclasses import dataclass

from juminzei.base.money import Rate
from juminzei.kernel.parameters.credits import DividendLimit, DividendRates
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.tables import AmountTable, LineTable, RateTable


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeInsuranceWithChild(Section):
    """一般の生命保険料 of new contracts, for those with a 扶養親族 under 23."""

    new: LineTable
    limit_with_new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecifiedRelative(Section):
    """特定親族特別控除, by the relative's income."""

    by_income: AmountTable


@dataclass(frozen=True, slots=True, kw_only=True)
class DonationDeduction(Section):
    """寄附金控除."""

    own_burden: int
    income_limit: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxTable(Section):
    """The quick form (速算表) of the rates."""

    tax: LineTable


@dataclass(frozen=True, slots=True, kw_only=True)
class ForestryTax(Section):
    """5分5乗: the tax on this part of the base, so many times."""

    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageTaxation(Section):
    """変動所得・臨時所得の平均課税."""

    share_of_income: Rate
    """So much of 総所得金額 they must be at least."""
    before: Rate
    """Of the two years' 変動所得 before: this year's must be more, and what is more counts."""
    taken_off: Rate
    """Of what is averaged; taken off the base."""
    kept: Rate
    """Of the base, where all of it is averaged."""
    base_unit: int
    rate_parts: int
    """平均税率 is cut to so many parts of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeparateTax(Section):
    """One kind of separate income, at one rate."""

    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class TieredTax(SeparateTax):
    """One kind of separate income, at a lower rate up to a limit."""

    reduced_up_to: int
    reduced_rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class SeparateTaxes:
    """Every kind that bears a rate of its own; 山林所得 and 退職所得 bear the table."""

    land_short: SeparateTax
    land_short_reduced: SeparateTax
    land_long: SeparateTax
    land_long_superior: TieredTax
    land_long_residence: TieredTax
    listed_dividend: SeparateTax
    unlisted_shares: SeparateTax
    listed_shares: SeparateTax
    futures: SeparateTax


@dataclass(frozen=True, slots=True, kw_only=True)
class DividendTaxCredit(DividendLimit):
    """配当控除 of the income tax."""

    rates: DividendRates


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingLoanTaxCredit(Section):
    """住宅借入金等特別控除: the figures by day of moving in stand in a file of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DonationTaxCredit(Section):
    """寄附金特別控除: one kind of gift."""

    rate: Rate
    tax_limit: Rate
    """Of the tax before credits; 認定NPO法人等 and 公益社団法人等 share one."""
    unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTaxCredit(Section):
    """A credit whose amount comes from a statement of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisasterRelief(Section):
    """災害減免: the part of the tax that is remitted, by 合計所得金額."""

    by_aggregate_income: RateTable


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumTax(Section):
    """特定の基準所得金額の課税の特例."""

    deduction: int
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTaxFixedReduction(Section):
    """令和6年分特別税額控除 (定額減税)."""

    amount: int
    aggregate_income_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Surtax(Section):
    """復興特別所得税."""

    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignTaxLimit(Section):
    """外国税額控除の限度額."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingWaivers(Section):
    """Limits up to which no return is due (確定所得申告を要しない場合)."""

    pay_limit: int
    other_income_limit: int
    pay_less_deductions_limit: int
    pension_limit: int
