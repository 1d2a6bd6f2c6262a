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
