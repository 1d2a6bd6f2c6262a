"""Figures of the deductions (所得控除) and of the 人的控除額の差."""

from dataclasses import dataclass

from juminzei.base.money import Rate
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.tables import AmountTable, Grid, LineTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty(Section):
    """雑損控除."""

    threshold_rate: Rate
    disaster_threshold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Medical(Section):
    """医療費控除."""

    threshold_rate: Rate
    threshold_limit: int
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfMedication(Section):
    """セルフメディケーション税制."""

    threshold: int
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeInsurance(Section):
    """生命保険料控除; premiums of contracts since 2012 (new) and before (old)."""

    new: LineTable
    old: LineTable
    limit_with_new: int
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EarthquakeInsurance(Section):
    """地震保険料控除, with 旧長期損害保険料."""

    rate: Rate
    old_long_term: LineTable
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisabilityAmounts(Section):
    """障害者控除."""

    ordinary: int
    special: int
    special_cohabiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisabilityDeduction(DisabilityAmounts):
    """障害者控除, and the gaps beside it."""

    gap_ordinary: int
    gap_special: int
    gap_special_cohabiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WidowAmounts(Section):
    """寡婦控除."""

    amount: int
    aggregate_income_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WidowDeduction(WidowAmounts):
    """寡婦控除, and the gap beside it."""

    gap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleParentAmounts(Section):
    """ひとり親控除."""

    amount: int
    aggregate_income_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleParentDeduction(SingleParentAmounts):
    """ひとり親控除, and the gaps beside it."""

    gap_mother: int
    gap_father: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingStudentAmounts(Section):
    """勤労学生控除."""

    amount: int
    aggregate_income_limit: int
    other_income_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingStudentDeduction(WorkingStudentAmounts):
    """勤労学生控除, and the gap beside it."""

    gap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpouseAmounts(Section):
    """配偶者控除, by the taxpayer's own income."""

    ordinary: AmountTable
    elderly: AmountTable


@dataclass(frozen=True, slots=True, kw_only=True)
class SpouseDeduction(SpouseAmounts):
    """配偶者控除, and the gaps beside it."""

    gap_ordinary: AmountTable
    gap_elderly: AmountTable


@dataclass(frozen=True, slots=True, kw_only=True)
class SpouseSpecialAmounts(Section):
    """配偶者特別控除, by the spouse's and the taxpayer's own income."""

    amount: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class SpouseSpecialDeduction(SpouseSpecialAmounts):
    """配偶者特別控除, and the gap beside it."""

    gap: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class DependantAmounts(Section):
    """扶養控除."""

    other: int
    specified: int
    elderly: int
    elderly_cohabiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DependantDeduction(DependantAmounts):
    """扶養控除, and the gaps beside it."""

    gap_other: int
    gap_specified: int
    gap_elderly: int
    gap_elderly_cohabiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecifiedRelativeDeduction(Section):
    """特定親族特別控除, by the relative's income; rows 1 to 7."""

    by_income: AmountTable


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicAmounts(Section):
    """基礎控除."""

    by_aggregate_income: AmountTable


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicDeduction(BasicAmounts):
    """基礎控除, and the gap beside it."""

    gap: AmountTable
