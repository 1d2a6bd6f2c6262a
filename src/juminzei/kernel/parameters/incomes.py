"""Figures of the incomes (所得金額)."""

from dataclasses import dataclass

from juminzei.base.money import Rate
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.tables import AmountTable, LineTable


@dataclass(frozen=True, slots=True, kw_only=True)
class EmploymentIncome(Section):
    """給与所得: the quick form of 別表第五, whose rows are 4,000 yen wide in the middle."""

    rounding_unit: int
    rounded_from: int
    rounded_to: int
    income: LineTable


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecifiedExpenses(Section):
    """特定支出控除: what exceeds this part of the deduction counts."""

    threshold: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeAdjustmentChild(Section):
    """所得金額調整控除（子ども・特別障害者等）."""

    revenue_over: int
    revenue_up_to: int
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeAdjustmentPension(Section):
    """所得金額調整控除（給与と年金）."""

    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPensionIncome(Section):
    """公的年金等に係る雑所得."""

    elderly_from_age: int
    income: LineTable
    income_elderly: LineTable
    smaller_deduction_by_other_income: AmountTable
    """Yen by which the deduction shrinks, by 公的年金等以外の合計所得金額."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeWork(Section):
    """家内労働者等の特例: expenses are at least these."""

    minimum_expenses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Section):
    """総合課税の譲渡所得."""

    special_deduction: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasional(Section):
    """一時所得."""

    special_deduction: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfIncome(Section):
    """What of long-term transfers and occasional income enters 総所得金額."""

    counted: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Forestry(Section):
    """山林所得."""

    special_deduction: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceCarryforward(Section):
    """居住用財産の譲渡損失の繰越控除: not in a year with a higher income than this."""

    aggregate_income_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LandSpecialDeduction(Section):
    """土地・建物等の譲渡所得の特別控除, all kinds of a year together."""

    yearly_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingOff(Section):
    """The order in which losses and deductions are taken off separate incomes."""
